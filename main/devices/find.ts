import type { PrinterProfile, PrinterStatus } from '../../shared/printing.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type Conversation, converse } from './conversation.ts';
import { cupsQueues } from './cups.ts';
import { askMaker, askModel, askPaper } from './escpos.ts';
import { type OpenOptions, openTransport, readAddress } from './open.ts';
import { tcpPatience, tcpTransport } from './tcp.ts';
import { winspoolPrinters } from './winspool.ts';

/** A printer as this computer knows it. */
export interface FoundQueue {
  readonly address: string;
  readonly name: string;
  readonly status?: PrinterStatus;
}

/** The printers that this computer's spooler knows: Windows' list, elsewhere the queues of CUPS. None when it has no spooler; never rejects. */
export async function findQueues(options: Partial<OpenOptions> = {}): Promise<readonly FoundQueue[]> {
  const { patience, fork, childFile, cupsServer } = options;
  const patient = patience && { patience };
  if (process.platform === 'win32') {
    const printers = await winspoolPrinters({ ...patient, ...(fork && { fork }), ...(childFile !== undefined && { childFile }) });
    return printers.map(({ name, status }) => ({ address: `winspool://${name}`, name, status }));
  }
  const queues = await cupsQueues({ ...patient, ...(cupsServer !== undefined && { server: cupsServer }) });
  return queues.map(({ name, info, status }) => ({ address: `cups://${name}`, name: info, status }));
}

/** How a printer answers, and what it seems to be. */
export interface Checked {
  readonly status: PrinterStatus;
  /** The row of profiles.ts that fits what it says of itself; null where there is nothing to go by. */
  readonly profile: PrinterProfile | null;
  /** Maker and model in its own words. */
  readonly says: string | null;
}

/**
 * Asks the printer at an address how it stands and, on a network, who made it. One that answers no question but takes
 * connections is taken for a `mute` one, one that would never confirm a slip for a `quiet` one. Nothing is printed. `command.badInput` when it is no address.
 */
export async function checkAddress(address: string, options: Partial<OpenOptions> = {}): Promise<Result<Checked>> {
  const place = readAddress(address);
  if (!place.ok) return place;
  if (place.value.by === 'tcp') return ok(await checkNetwork(place.value.host, place.value.port, options));
  const opened = openTransport(address, { profile: 'generic', ...options });
  if (!opened.ok) return fail(opened.problem.code, opened.problem.detail);
  const status = await opened.value.status();
  await opened.value.close();
  return ok({ status, profile: null, says: null });
}

async function checkNetwork(host: string, port: number, options: Partial<OpenOptions>): Promise<Checked> {
  const patience = { ...tcpPatience, ...options.patience };
  const transport = tcpTransport(host, port, { profile: 'generic', patience });
  const status = await transport.status();
  if (status.state === 'unreachable') return { status, profile: status.reason === 'noAnswer' ? 'mute' : null, says: null };
  // In trouble it answers nothing that is not asked in real time.
  if (status.state !== 'ready') return { status, profile: null, says: null };
  const talk = await converse(host, port, patience.connect);
  if ('failed' in talk) return { status, profile: null, says: null };
  const maker = await text(talk, askMaker(), patience.answer);
  const model = maker === undefined ? undefined : await text(talk, askModel(), patience.answer);
  const confirms = await saysPaper(talk, patience.answer);
  await talk.finish(patience.answer);
  talk.drop();
  const says = [maker, model].filter((each) => each !== undefined && each !== '').join(' ');
  const guessed = guess(says);
  // Epson's own answer another way (GS ( H). Whoever does not answer GS r would leave a person to be asked about each slip.
  return { status, profile: guessed === 'epson' || confirms ? guessed : 'quiet', says: says === '' ? null : says };
}

/** Whether it answers GS r 1, by which the others say that they are done. */
async function saysPaper(talk: Conversation, patience: number): Promise<boolean> {
  if ((await talk.write(askPaper(), patience)) !== 'done') return false;
  return typeof (await talk.answer((each) => (each.kind === 'paper' ? { paper: each.byte } : undefined), patience)) !== 'string';
}

/** What a printer answers to GS I; undefined when it does not. */
async function text(talk: Conversation, question: Buffer, patience: number): Promise<string | undefined> {
  if ((await talk.write(question, patience)) !== 'done') return undefined;
  const answer = await talk.answer((each) => (each.kind === 'text' ? { text: each.text } : undefined), patience);
  // A printer's words are shown to people: nothing but plain letters gets through.
  return typeof answer === 'string' ? undefined : answer.text.replace(/[^\x20-\x7e]/g, '').trim();
}

const makers: readonly (readonly [RegExp, PrinterProfile])[] = [
  [/\bepson\b|\bTM-[A-Z]/i, 'epson'],
  [/xprinter|\bXP-/i, 'xprinter'],
  [/gprinter|\bGP-/i, 'gprinter'],
];

/** The profile for what a printer says of itself; `generic` when it answers and names nobody known. */
const guess = (says: string): PrinterProfile => makers.find(([pattern]) => pattern.test(says))?.[1] ?? 'generic';
