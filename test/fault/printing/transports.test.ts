import { connect } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { tcpTransport } from '../../../main/devices/tcp.ts';
import type { Sent } from '../../../main/devices/transport.ts';
import type { PrinterProfile } from '../../../shared/printing.ts';
import { type Ails, type FakePrinter, fakePrinter } from '../../fakes/escposPrinter.ts';
import { printerChild } from '../../fakes/printerChild.ts';
import { slipBytes, soon, watchedSend } from '../../support/slips.ts';

const patience = { connect: 1_000, answer: 500, done: 1_500 };
/** Nothing takes longer than all its patience together; the rest is for a busy machine. */
const bound = patience.connect + 5 * patience.answer + 2 * patience.done + 10_000;

const open: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of open.splice(0)) await close();
});

async function printer(ails: Partial<Ails> = {}): Promise<FakePrinter> {
  const fake = await fakePrinter(ails);
  open.push(fake.close);
  return fake;
}

/** Another computer that holds the printer. */
async function holds(port: number): Promise<() => void> {
  const other = connect(port, '127.0.0.1');
  await new Promise((resolve) => other.once('connect', resolve));
  return () => void other.destroy();
}

/** What became of a slip, its reason, and how many came out in the end. */
type Came = readonly [Sent['outcome'], Sent['reason'], number];
interface Fault {
  readonly name: string;
  readonly ails?: Partial<Ails>;
  readonly kilobytes?: number;
  /** While everything is ready, before the first byte; and right after it. */
  readonly before?: (fake: FakePrinter) => unknown;
  readonly first?: (fake: FakePrinter) => unknown;
  /** Afterwards, when somebody mends it. */
  readonly mend?: (fake: FakePrinter) => unknown;
  readonly held?: boolean;
  readonly epson: Came;
  readonly generic?: Came;
  /** Left out: as epson, but accepted where that is printed. */
  readonly quiet?: Came;
  readonly mute: Came;
}

const fails = () => Promise.reject(new Error('no space'));
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const faults: readonly Fault[] = [
  { name: 'nothing ails it', epson: ['printed', null, 1], mute: ['accepted', null, 1] },
  { name: 'a slip of 300 kB', kilobytes: 300, epson: ['printed', null, 1], mute: ['accepted', null, 1] },
  { name: 'paper nearly out', ails: { paperLow: true }, epson: ['printed', null, 1], mute: ['accepted', null, 1] },
  { name: 'paper out', ails: { paperOut: true }, epson: ['notSent', 'paperOut', 0], mute: ['accepted', null, 0] },
  { name: 'cover open', ails: { coverOpen: true }, epson: ['notSent', 'coverOpen', 0], mute: ['accepted', null, 0] },
  { name: 'cutter jammed', ails: { cutterError: true }, epson: ['notSent', 'cutter', 0], mute: ['accepted', null, 0] },
  { name: 'off line by its button', ails: { offline: true }, epson: ['notSent', 'offline', 0], mute: ['accepted', null, 0] },
  { name: 'never answers', ails: { answers: 'none' }, epson: ['notSent', 'noAnswer', 0], mute: ['accepted', null, 1] },
  { name: 'answers nonsense', ails: { answers: 'garbage' }, epson: ['notSent', 'noAnswer', 0], mute: ['accepted', null, 1] },
  { name: 'says how it stands, then nothing more', ails: { answers: 'once' }, epson: ['unknown', 'late', 1], mute: ['accepted', null, 1] },
  { name: 'prints, and its word is lost', ails: { acknowledges: false }, epson: ['unknown', 'late', 1], quiet: ['accepted', null, 1], mute: ['accepted', null, 1] },
  { name: 'an old word before its own', ails: { acknowledgesOther: true }, epson: ['printed', null, 1], mute: ['accepted', null, 1] },
  { name: "an old job's word only", ails: { acknowledgesOther: true, acknowledges: false }, epson: ['unknown', 'late', 1], quiet: ['accepted', null, 1], mute: ['accepted', null, 1] },
  { name: 'answers byte by byte, with automatic status between', ails: { talkative: true }, epson: ['printed', null, 1], mute: ['accepted', null, 1] },
  { name: 'slow', ails: { msPerCommand: 40 }, epson: ['printed', null, 1], mute: ['accepted', null, 1] },
  { name: 'so slow that nobody waits: it comes out after all', ails: { msPerCommand: 240 }, epson: ['unknown', 'late', 1], quiet: ['accepted', null, 1], mute: ['accepted', null, 1] },
  { name: 'does not read', ails: { deaf: true }, epson: ['notSent', 'noAnswer', 0], mute: ['unknown', 'late', 0] },
  { name: 'stops reading in the middle', kilobytes: 24_000, first: (fake) => fake.set({ deaf: true }), epson: ['unknown', 'late', 0], mute: ['unknown', 'late', 0] },
  { name: 'hangs up while it is asked', ails: { hangUpAfter: 4 }, epson: ['notSent', 'hungUp', 0], mute: ['unknown', 'hungUp', 0] },
  { name: 'hangs up in the middle', ails: { hangUpAfter: 900 }, epson: ['unknown', 'hungUp', 0], mute: ['unknown', 'hungUp', 0] },
  { name: 'resets the connection in the middle', ails: { resetAfter: 900 }, epson: ['unknown', 'hungUp', 0], mute: ['unknown', 'hungUp', 0] },
  { name: 'paper ends in the middle', ails: { paperOutAfter: 3_000 }, epson: ['unknown', 'paperOut', 0], mute: ['accepted', null, 0] },
  {
    name: 'the cover is opened in the middle, and closed later: it comes out after all', first: (fake) => fake.set({ coverOpen: true }), mend: (fake) => fake.set({ coverOpen: false }),
    epson: ['unknown', 'coverOpen', 1], mute: ['accepted', null, 1],
  },
  {
    name: 'the cover is opened and closed while the word is waited for', first: (fake) => [fake.set({ coverOpen: true }), setTimeout(() => fake.set({ coverOpen: false }), 450)],
    epson: ['printed', null, 1], mute: ['accepted', null, 1],
  },
  { name: 'switched off and on before the first byte', before: async (fake) => [fake.powerCycle(), await later(100)], epson: ['notSent', 'hungUp', 0], mute: ['notSent', 'hungUp', 0] },
  { name: 'switched off and on while it prints', ails: { msPerCommand: 40 }, first: (fake) => setTimeout(fake.powerCycle, 100), epson: ['unknown', 'hungUp', 0], mute: ['unknown', 'hungUp', 0] },
  { name: 'this disk is full', before: fails, epson: ['notSent', 'disk', 0], mute: ['notSent', 'disk', 0] },
  { name: 'another computer holds it, and it takes one', ails: { connections: 'refuse' }, held: true, epson: ['notSent', 'busy', 0], mute: ['notSent', 'hungUp', 0] },
  { name: 'another computer holds it, and it lets the next one wait', ails: { connections: 'wait' }, held: true, epson: ['notSent', 'noAnswer', 0], mute: ['unknown', 'late', 1] },
];

describe('every fault of a network printer', () => {
  const rows = faults.flatMap((fault) =>
    (['epson', 'generic', 'quiet', 'mute'] as const).map((profile) => {
      const confirmed = fault.epson[0] === 'printed' && profile === 'quiet';
      const came: Came = fault[profile] ?? (confirmed ? ['accepted', null, fault.epson[2]] : fault.epson);
      return { fault, profile, came, title: `${fault.name} (${profile}): ${came[0]}${came[1] ? `, ${came[1]}` : ''}, ${came[2]} on paper` };
    }),
  );

  it.concurrent.each(rows)('$title', async ({ fault, profile, came: [outcome, reason, papers] }) => {
    const fake = await printer(fault.ails);
    const letGo = fault.held ? await holds(fake.port) : undefined;
    const slip = slipBytes('A012', fault.kilobytes);
    // A mute one that hangs up at once must have had the time to.
    const { seen, options } = watchedSend({ before: () => (fault.before ? fault.before(fake) : fault.held && later(50)), first: () => fault.first?.(fake) });
    const transport = tcpTransport('127.0.0.1', fake.port, { profile, patience });
    const began = performance.now();
    const sent = await transport.send(slip, options);
    expect(performance.now() - began).toBeLessThan(bound);
    expect([sent.outcome, sent.reason]).toEqual([outcome, reason]);
    // Once something was handed to the system it is never `notSent`, and before that it is never anything else.
    expect(seen.began).toBe(outcome !== 'notSent');
    expect(seen.asked).toBeLessThanOrEqual(1);
    if (seen.began) expect(seen.asked).toBe(1);
    letGo?.();
    await fault.mend?.(fake);
    await soon(() => fake.papers.length >= papers);
    await fake.idle();
    expect(fake.papers.map((paper) => paper.bytes.equals(slip))).toEqual(Array.from({ length: papers }, () => true));
    if (outcome === 'printed') expect(papers).toBe(1);
    // No connection is left behind (a printer that does not read cannot notice).
    if (!fake.ails.deaf) expect(await soon(() => fake.connections().now === 0)).toBe(true);
  });
});

describe('a network printer', () => {
  it('that is not there gets nothing', async () => {
    const gone = await fakePrinter();
    await gone.close();
    for (const [host, port] of [['127.0.0.1', gone.port], ['no-such-printer.invalid', 9100], ['192.0.2.1', 9100]] as const) {
      const { seen, options } = watchedSend();
      const transport = tcpTransport(host, port, { profile: 'epson', patience });
      expect(await transport.send(slipBytes('A012'), options)).toMatchObject({ outcome: 'notSent', reason: 'unreachable' });
      expect(await transport.status()).toEqual({ state: 'unreachable', reason: 'unreachable', paper: 'unknown' });
      expect(seen).toEqual({ asked: 0, began: false });
    }
  });

  it('says how it stands', async () => {
    const fake = await printer();
    const stands = async (ails: Partial<Ails>, profile: PrinterProfile = 'generic') => {
      fake.set({ paperOut: false, paperLow: false, coverOpen: false, cutterError: false, offline: false, answers: 'all', talkative: false, ...ails });
      const { state, reason, paper } = await tcpTransport('127.0.0.1', fake.port, { profile, patience }).status();
      return [state, reason, paper];
    };
    expect(await stands({})).toEqual(['ready', null, 'ok']);
    expect(await stands({ talkative: true, paperLow: true })).toEqual(['ready', null, 'low']);
    expect(await stands({ paperOut: true })).toEqual(['trouble', 'paperOut', 'out']);
    expect(await stands({ paperOut: true, coverOpen: true })).toEqual(['trouble', 'coverOpen', 'out']);
    expect(await stands({ cutterError: true })).toEqual(['trouble', 'cutter', 'ok']);
    expect(await stands({ offline: true })).toEqual(['trouble', 'offline', 'ok']);
    expect(await stands({ answers: 'none' })).toEqual(['unreachable', 'noAnswer', 'unknown']);
    expect(await stands({ answers: 'garbage' })).toEqual(['unreachable', 'noAnswer', 'unknown']);
    expect(await stands({ paperOut: true }, 'mute')).toEqual(['unknown', null, 'unknown']);
    expect(await soon(() => fake.connections().now === 0)).toBe(true);
  });

  it('whose transport is closed in the middle may have printed the slip', async () => {
    const fake = await printer({ msPerCommand: 60 });
    const transport = tcpTransport('127.0.0.1', fake.port, { profile: 'epson', patience });
    const { options } = watchedSend({ first: () => setTimeout(() => void transport.close(), 50) });
    expect(await transport.send(slipBytes('A012'), options)).toMatchObject({ outcome: 'unknown', reason: 'hungUp' });
  });

  it.each(['wait', 'refuse'] as const)('that takes one connection at a time (%s) prints the slips of two computers once each, unmixed', async (connections) => {
    const fake = await printer({ connections });
    const computer = async (name: string) => {
      for (let no = 0; no < 8; ) {
        const sent = await tcpTransport('127.0.0.1', fake.port, { profile: no % 2 ? 'epson' : 'generic', patience }).send(slipBytes(`${name}${no}`, 20), watchedSend().options);
        if (sent.outcome === 'printed') no += 1;
        else expect(sent.outcome).toBe('notSent'); // safe to try again
      }
    };
    await Promise.all([computer('A'), computer('B')]);
    const came = fake.papers.map((paper) => paper.bytes.toString('latin1'));
    expect(fake.papers.every((paper) => paper.connections.length === 1)).toBe(true);
    for (const name of ['A', 'B']) for (let no = 0; no < 8; no++) expect(came.filter((each) => each === slipBytes(`${name}${no}`, 20).toString('latin1'))).toHaveLength(1);
    expect(came).toHaveLength(16);
  });
});

describe('the fake printer as a process of its own', () => {
  it('keeps its paper, and can be ailing', async () => {
    const child = await printerChild({ paperLow: true });
    open.push(child.close);
    const transport = tcpTransport('127.0.0.1', child.port, { profile: 'epson', patience });
    expect(await transport.status()).toEqual({ state: 'ready', reason: null, paper: 'low' });
    expect(await transport.send(slipBytes('A012'), watchedSend().options)).toEqual({ outcome: 'printed', reason: null });
    await child.set({ paperOut: true });
    expect(await transport.send(slipBytes('A013'), watchedSend().options)).toMatchObject({ outcome: 'notSent', reason: 'paperOut' });
    expect((await child.papers()).papers.map((paper) => paper.bytes)).toEqual([slipBytes('A012')]);
  });
});
