import { z } from './zod.ts';
import { check, type CommandEntry, command, desk, everyone, floor, lead, local, type LocalEntry, name, note, number, phone, staffAll, view, type ViewEntry } from './entries.ts';
import { dayText, eventData, type EventType, importedTicket, importSummary, instant, original, stationRole, ulidText } from './events.ts';
import { feedbackEntries } from './feedback/entries.ts';
import { urgency } from './feedback/model.ts';
import { printerAddress, printerProfile, printerStatus, printReason, slipKind, slipOutcome } from './printing.ts';
import { sections } from './settings.ts';


const serviceId = z.string().min(1).max(24);
const counterNo = z.number().int().min(0).max(99);
/** What a computer with a printer may be; a board only watches. */
const stationsAll = ['kiosk', 'guide', 'clerk', 'manager'] as const;

/** The ticket meant: by id, or, left out, the one at the caller's counter. */
const mine = { ticket: ulidText.optional() };
const sectionValue = z.discriminatedUnion('section', [
  ...Object.entries(sections).map(([section, value]) => z.object({ section: z.literal(section), value })),
] as unknown as [z.ZodObject<{ section: z.ZodLiteral<string>; value: z.ZodType }>]);

/** A global hotkey for each of the strip's buttons, in Electron's notation; '' for none. */
const accelerator = z.string().max(40);
const hotkeys = z.object({ next: accelerator, recall: accelerator, noShow: accelerator, finish: accelerator, feedback: accelerator, help: accelerator });

/** One event made elsewhere. */
const fact = z.discriminatedUnion('type', Object.entries(eventData).map(([type, data]) => z.object({ type: z.literal(type), data })) as unknown as [z.ZodObject<{ type: z.ZodLiteral<EventType>; data: z.ZodType }>]);

const place = z.object({
  kind: z.enum(['undecided', 'allInOne', 'host', 'station']),
  role: stationRole.nullable(),
  name: z.string().nullable(),
  hall: z.string().nullable(),
  host: z.string().nullable(),
  standBy: z.boolean(),
});

/**
 * Every command, view and local call: who may send it, what goes in, what comes out.
 * The result of a command is the data of its first event of the type named.
 */
export const contract = {
  'ticket.issue': command(['kiosk', ...floor], {
    service: serviceId,
    class: z.string().max(24).default('ordinary'),
    phone: phone.optional(),
    booking: z.string().regex(/^\d{8}$/).optional(),
    reason: note.optional(),
    /** What makes it urgent: the only way to the green channel. */
    urgency: urgency.optional(),
    /** The language of its slip. */
    english: z.boolean().optional(),
  }, 'ticket.issued', { phone: 'words' }),
  'ticket.cancel': command(['kiosk', ...floor], { number: number.optional(), check: check.optional(), ticket: ulidText.optional() }, 'ticket.cancelled'),
  'ticket.merge': command(floor, { ticket: ulidText, into: ulidText }, 'ticket.merged'),
  'ticket.reclass': command(floor, { ticket: ulidText, class: z.string().max(24), reason: note, urgency: urgency.optional() }, 'ticket.reclassed'),
  'ticket.return': command(floor, { ticket: ulidText, ourMistake: z.boolean().default(false), reason: note.optional() }, 'ticket.returned'),

  'staff.signIn': command(floor, { staff: name, counter: counterNo.nullable().default(null), /** Asked for once somebody is on the roster. */ pin: z.string().max(32).optional() }, 'staff.signedIn'),
  'staff.signOut': command(floor, {}, 'staff.signedOut'),
  'counter.open': command(desk, {}, 'counter.opened'),
  'counter.pause': command(desk, { reason: z.string().max(24), evenIfLast: z.boolean().default(false) }, 'counter.paused'),
  'counter.resume': command(desk, {}, 'counter.resumed'),
  'counter.close': command(desk, {}, 'counter.closed'),

  'ticket.call': command(desk, { ticket: ulidText.optional(), reason: note.optional() }, 'ticket.called'),
  'ticket.recall': command(desk, mine, 'ticket.recalled'),
  'ticket.start': command(desk, mine, 'ticket.started'),
  'ticket.finish': command(desk, { ...mine, outcome: z.enum(['done', 'notDone']).default('done') }, 'ticket.finished'),
  'ticket.rate': command(['kiosk', ...desk], { ticket: ulidText, score: z.number().int().min(1).max(5) }, 'ticket.rated'),
  'ticket.noShow': command(desk, mine, 'ticket.markedNoShow'),
  'ticket.park': command(desk, { ...mine, minutes: z.number().int().min(1).max(480).optional(), reason: note }, 'ticket.parked'),
  'ticket.transfer': command(desk, { ...mine, service: serviceId.optional(), counter: counterNo.optional() }, 'ticket.transferred'),
  'ticket.addService': command(desk, { ...mine, service: serviceId }, 'ticket.serviceAdded'),
  'ticket.rebook': command(desk, { ...mine, at: instant }, 'ticket.rebooked'),

  /** Silent help (settings.queueRules.lead): shows at the lead's and the guide's, not at the counter. */
  'help.ask': command(desk, {}, 'help.asked'),
  'help.come': command(['guide', ...lead], { counter: counterNo }, 'help.came'),

  ...feedbackEntries,

  'incident.start': command(lead, { kind: z.string().max(24) }, 'incident.started'),
  'incident.stop': command(lead, { incident: ulidText }, 'incident.stopped'),
  'hall.configure': command(lead, { change: sectionValue }, 'hall.configured'),
  'day.stopIssuing': command([...lead, 'system'], {}, 'day.issuingStopped'),
  'day.close': command(['manager', 'admin'], { /** Settles who still waits as left, and who is served as finished, outcome not recorded. */ evenIfOpen: z.boolean().default(false) }, 'day.closed'),

  'hall.create': command(['system'], eventData['hall.created'].shape, 'hall.created'),
  'day.turn': command(['system'], {}, 'day.opened'),
  'day.seal': command(['system'], eventData['day.sealed'].shape, 'day.sealed'),
  'import.begin': command(['system'], eventData['import.started'].shape, 'import.started'),
  'import.rows': command(['system'], { tickets: z.array(importedTicket).min(1).max(2000) }, 'ticket.imported'),
  'import.complete': command(['system'], importSummary.extend({ import: ulidText, sha256: z.string(), profile: z.string() }).shape, 'import.completed'),
  'import.cancel': command(['system', 'manager', 'admin'], { import: ulidText, reason: note }, 'import.cancelled'),
  /** Prints a slip, or prints it again. Without a printer: at the one that is set for the caller's station. `of` of a test is the printer. */
  'slip.print': command(['kiosk', ...floor], { kind: slipKind, of: z.string().min(1).max(26), check: check.optional(), english: z.boolean().default(false), printer: ulidText.optional() }, 'slip.requested'),
  /** The answer to 出来了吗? When it did not come out it is printed again. */
  'slip.settle': command(floor, { slip: ulidText, printed: z.boolean() }, 'slip.settled'),
  'slip.cancel': command(floor, { slip: ulidText }, 'slip.cancelled'),
  /** From the computer that the printer belongs to. */
  'slip.report': command([...stationsAll, 'system'], {
    slip: z.string().max(60), of: z.string().max(26).default(''), /** Where it was, or was not, printed. */ printer: ulidText.optional(), outcome: z.union([slipOutcome, z.literal('notSaved')]), file: z.string().max(300).nullable().default(null),
    reason: printReason.nullable().default(null), final: z.boolean().default(true), mm: z.number().min(0).max(10_000).default(0),
  }, 'slip.reported'),
  'printer.report': command([...stationsAll, 'system'], printerStatus.extend({ printer: ulidText }).shape, 'printer.reported'),
  'printer.newRoll': command(floor, { printer: ulidText }, 'printer.rollChanged'),

  'station.pair': command(['system'], eventData['station.paired'].shape, 'station.paired'),
  'station.change': command(['manager', 'admin'], { station: ulidText, standBy: z.boolean() }, 'station.changed'),
  'station.revoke': command(['manager', 'admin'], { station: ulidText }, 'station.revoked'),
  'numbers.lease': command(['system'], { station: ulidText, day: dayText, prefixes: z.array(z.string().regex(/^[A-Z]$/)).max(26) }, 'numbers.leased'),
  /** What one command made elsewhere: by a station that was cut off, or by the host of an earlier epoch. Never refused. */
  'facts.record': command(['system'], { happenedAt: instant, original, facts: z.array(fact).min(1).max(2000) }, 'fact.kept'),
  'clock.report': command(['system'], eventData['clock.jumped'].shape, 'clock.jumped'),
  'epoch.start': command(['system'], { host: z.string().max(60), hash: z.string() }, 'epoch.started'),
  'epoch.settle': command(['system', 'manager', 'admin'], { epoch: z.number().int().min(1), facts: z.number().int().min(0).default(0) }, 'epoch.settled'),
  'split.see': command(lead, { split: ulidText }, 'split.seen'),

  app: view(everyone, {}, 'app'),
  kiosk: view(everyone, {}, 'kiosk'),
  status: view(everyone, { number, check }, 'status'),
  board: view(everyone, {}, 'board'),
  counter: view(desk, {}, 'counter'),
  floor: view(staffAll, {}, 'floor'),
  ticketFind: view(floor, { number: number.optional(), /** The last digits of the phone that was left with it. */ phone: z.string().regex(/^\d{4,12}$/).optional(), /** About when it was taken: HH:MM. */ time: z.string().regex(/^\d{2}:\d{2}$/).optional(), day: dayText.optional() }, 'ticketFind'),
  facts: view(floor, { ticket: z.string().max(160), day: dayText }, 'facts'),
  settings: view(staffAll, {}, 'settings'),
  figures: view([...lead, 'superior'], { date: dayText.optional(), promise: z.number().int().min(1).max(86_400).optional() }, 'figures'),
  days: view([...lead, 'superior'], {}, 'days'),
  slip: view(['kiosk', ...staffAll], { kind: slipKind, of: z.string().min(1).max(26), check: check.optional(), english: z.boolean().default(false) }, 'slip'),
  /** What the caller's computer is to print: its printers and their open jobs, each with its document. */
  printWork: view([...stationsAll, 'system'], {}, 'printWork'),
  /** How printing stands at the caller's own screen. */
  printing: view(everyone, {}, 'printing'),
  /** All printers of the hall and the last 100 jobs. */
  printers: view(staffAll, {}, 'printers'),
  imports: view(lead, {}, 'imports'),
  stations: view([...lead, 'superior'], {}, 'stations'),
  /** What a station needs to go on by itself while it is cut off. */
  kit: view(['kiosk', ...floor], {}, 'kit'),

  'station.read': local(['clerk', 'manager', 'admin'], {}, z.object({ hotkeys, taken: z.array(z.string()) })),
  'station.hotkeys': local(['clerk', 'manager', 'admin'], hotkeys.shape, z.object({ hotkeys, taken: z.array(z.string()) })),
  'screen.open': local(['admin', 'manager', 'clerk'], { screen: z.enum(['home', 'kiosk', 'counter', 'strip', 'board', 'guide', 'manager']) }, z.object({})),
  /** Asks the person for the log and its profile, reads the first rows; `file` names both for import.start. */
  'import.choose': local(['manager', 'admin'], { what: z.enum(['log', 'profile']) }, z.object({ file: z.string(), name: z.string() })),
  'import.preview': local(['manager', 'admin'], { log: z.string(), profile: z.string() }, z.object({
    columns: z.array(z.string()),
    rows: z.array(z.object({ line: z.number(), outcome: z.enum(['ticket', 'skipped', 'rejected']), reason: z.string().nullable(), ticket: importedTicket.nullable() })),
  })),
  /** What this computer is in the hall. */
  'network.read': local(everyone, {}, place),
  /** All-in-one or host: from now on, and after each start. */
  'network.be': local(['admin'], { kind: z.enum(['allInOne', 'host']) }, place),
  'network.find': local(['admin'], {}, z.object({ hosts: z.array(z.object({ name: z.string(), address: z.string(), port: z.number().int() })) })),
  /** Makes this computer a station of the hall whose host shows the code. `address` is host, host:port or a URL. */
  'network.join': local(['admin'], { address: z.string().trim().min(1).max(200), code: z.string().trim().min(1).max(40), role: stationRole, name: z.string().trim().min(1).max(40), standBy: z.boolean().default(false) }, place),
  /** A code to pair one station with, good for two minutes. On the host only. */
  'network.code': local(['manager', 'admin'], {}, z.object({ code: z.string(), until: instant, urls: z.array(z.string()), fingerprint: z.string() })),
  /** Makes this stand-by the host. `confirm` is the hall's name as typed by the manager: the second confirmation. */
  'network.takeOver': local(['manager', 'admin', 'clerk'], { confirm: z.string().max(200) }, place),
  /** What a screen tells of its machine; shown at the manager's desk. */
  'station.about': local(everyone, { voice: z.enum(['there', 'missing']) }, z.object({})),
  /** How a network printer answers, and what this computer's own queues are. */
  'printer.find': local(lead, { address: printerAddress.optional() }, z.object({ found: z.array(z.object({ address: z.string(), name: z.string(), profile: printerProfile.nullable(), ...printerStatus.shape })) })),
  'import.start': local(['manager', 'admin'], { log: z.string(), profile: z.string() }, importSummary),
} as const satisfies Record<string, CommandEntry | ViewEntry | LocalEntry>;

export type { CommandEntry, LocalEntry, ViewEntry } from './entries.ts';

export type Contract = typeof contract;
export type CommandName = { [N in keyof Contract]: Contract[N]['kind'] extends 'command' ? N : never }[keyof Contract];
export type ViewName = { [N in keyof Contract]: Contract[N]['kind'] extends 'view' ? N : never }[keyof Contract];
export type LocalName = { [N in keyof Contract]: Contract[N]['kind'] extends 'local' ? N : never }[keyof Contract];

/** What a command's input is once it was parsed: defaults filled in. */
export type CommandInput<N extends CommandName> = z.infer<Contract[N]['input']>;
/** What a caller has to give: without commandId, which the caller's side adds. */
export type CommandArguments<N extends CommandName> = Omit<z.input<Contract[N]['input']>, 'commandId'>;
export type CommandResult<N extends CommandName> = z.infer<(typeof eventData)[Contract[N]['result']]>;
export type ViewParams<N extends ViewName> = z.infer<Contract[N]['params']>;
export type View<N extends ViewName> = z.infer<Contract[N]['output']>;
export type LocalInput<N extends LocalName> = z.infer<Contract[N]['input']>;
export type LocalOutput<N extends LocalName> = z.infer<Contract[N]['output']>;

/** The entry of that name, or null when the contract has none. */
export function entryOf(name: string): CommandEntry | ViewEntry | LocalEntry | null {
  return Object.hasOwn(contract, name) ? contract[name as keyof Contract] : null;
}
