import { userInfo } from 'node:os';
import type { PrinterStatus, PrintReason } from '../../shared/printing.ts';
import { type CupsLine, dialCups } from './cupsServer.ts';
import { type Answered, type Attribute, encodeRequest, type Group, groupTags, operations } from './ipp.ts';
import type { Patience, SendOptions, Sent, Transport } from './transport.ts';

export interface CupsOptions {
  /** A path, HOST or HOST:PORT; else CUPS_SERVER counts, else this computer's own. */
  readonly server?: string;
  readonly patience?: Partial<Patience>;
  /** How long a job that CUPS took is looked after, in milliseconds. */
  readonly watch?: number;
}

const patienceWithCups: Patience = { connect: 3_000, answer: 3_000, done: 15_000 };
const watchFor = 2_000;
const firstLook = 20;

const notSent = (reason: PrintReason, detail?: string): Sent => ({ outcome: 'notSent', reason, ...(detail !== undefined && { detail }) });
const unknown = (reason: PrintReason, detail?: string): Sent => ({ outcome: 'unknown', reason, ...(detail !== undefined && { detail }) });

const printerAttributes = ['printer-name', 'printer-info', 'printer-state', 'printer-state-reasons', 'printer-state-message', 'printer-is-accepting-jobs'];
const jobAttributes = ['job-state', 'time-at-processing', 'job-printer-state-message'];
const jobState = { cancelled: 7, aborted: 8, completed: 9 } as const;
/** IPP's words for what only a wrong or forbidden request gets: no job was made. */
const refusals: Readonly<Record<number, PrintReason>> = { 0x0406: 'notFound', 0x0506: 'rejected', 0x0507: 'busy' };

const wanted = (names: readonly string[]): Attribute => ({ tag: 'keyword', name: 'requested-attributes', values: names });
const printerUri = (queue: string): Attribute => ({ tag: 'uri', name: 'printer-uri', values: [`ipp://localhost/printers/${encodeURIComponent(queue)}`] });

function user(): Attribute {
  let name = 'hall-desk';
  try {
    name = userInfo().username;
  } catch {
    // a user id without a name, as in containers
  }
  return { tag: 'name', name: 'requesting-user-name', values: [name] };
}

const troubles: readonly (readonly [RegExp, PrintReason])[] = [
  [/^(cover|door|interlock)-open/, 'coverOpen'],
  [/^media-(empty|needed)/, 'paperOut'],
  [/^(media-jam|cutter|trimmer)/, 'fault'],
  [/^(paused|stopped|moving-to-paused)/, 'stopped'],
  [/^(offline|shutdown)/, 'offline'],
  [/^(connecting-to-device|timed-out)/, 'unreachable'],
];

/** How a queue stands, from its attributes. CUPS mostly knows of its queue only: paper is `unknown` unless it says something. */
export function cupsStatus({ attributes }: Group): PrinterStatus {
  const reasons = (attributes['printer-state-reasons'] ?? []).map(String);
  const said = troubles.find(([pattern]) => reasons.some((each) => pattern.test(each)))?.[1];
  const stopped = attributes['printer-state']?.[0] === 5;
  const refuses = attributes['printer-is-accepting-jobs']?.[0] === false;
  const reason = said ?? (stopped ? 'stopped' : refuses ? 'rejected' : null);
  const has = (pattern: RegExp) => reasons.some((each) => pattern.test(each));
  const paper = has(/^media-(empty|needed)/) ? 'out' : has(/^media-low/) ? 'low' : 'unknown';
  return { state: reason === null ? 'ready' : reason === 'unreachable' ? 'unreachable' : 'trouble', reason, paper };
}

const asked = async (server: string | undefined, body: Buffer, patience: Patience): Promise<Awaited<ReturnType<CupsLine['ask']>> | 'noService'> => {
  const line = await dialCups(server, patience.connect);
  return typeof line === 'string' ? 'noService' : line.ask(body, patience.answer);
};

const groupOf = (answer: Answered, tag: number) => answer.groups.find((each) => each.tag === tag);

/** A queue's attributes, or why there are none. */
async function queueOf(queue: string, server: string | undefined, patience: Patience): Promise<Group | PrintReason> {
  const answer = await asked(server, encodeRequest(operations.getPrinter, [printerUri(queue), user(), wanted(printerAttributes)]), patience);
  if (answer === 'late') return 'noAnswer';
  if (typeof answer === 'string') return 'noService';
  if ('http' in answer) return 'rejected';
  if (answer.status >= 0x0100) return refusals[answer.status] ?? 'rejected';
  return groupOf(answer, groupTags.printer) ?? 'notFound';
}

/** The queues of this computer's CUPS, with how each stands; none where CUPS does not run. */
export async function cupsQueues(options: CupsOptions = {}): Promise<readonly { readonly name: string; readonly info: string; readonly status: PrinterStatus }[]> {
  const patience = { ...patienceWithCups, ...options.patience };
  const answer = await asked(options.server, encodeRequest(operations.cupsPrinters, [user(), wanted(printerAttributes)]), patience);
  if (typeof answer === 'string' || 'http' in answer) return [];
  return answer.groups
    .filter((each) => each.tag === groupTags.printer)
    .flatMap((each) => {
      const name = each.attributes['printer-name']?.[0];
      return typeof name === 'string' ? [{ name, info: String(each.attributes['printer-info']?.[0] ?? name), status: cupsStatus(each) }] : [];
    });
}

/**
 * A queue of this computer's CUPS; bytes go through it raw. CUPS says `completed` of slips that never came out, so the
 * most that is said of one it took is `accepted`; its reason is a hint at what ails the printer. A queue that is missing,
 * stopped or refuses jobs is sent nothing. A job that CUPS itself ended is `notSent` only if it never began with it, else
 * `unknown`: part of it may be on paper. So it is when the connection breaks before CUPS has answered.
 */
export function cupsTransport(queue: string, options: CupsOptions = {}): Transport {
  const patience = { ...patienceWithCups, ...options.patience };
  const open = new Set<CupsLine>();

  async function status(): Promise<PrinterStatus> {
    const found = await queueOf(queue, options.server, patience);
    return typeof found === 'string' ? { state: 'unreachable', reason: found, paper: 'unknown' } : cupsStatus(found);
  }

  async function send(bytes: Buffer, { beforeFirstByte, onFirstByte }: SendOptions): Promise<Sent> {
    const found = await queueOf(queue, options.server, patience);
    if (typeof found === 'string') return notSent(found);
    if (found.attributes['printer-state']?.[0] === 5) return notSent('stopped', String(found.attributes['printer-state-message']?.[0] ?? ''));
    if (found.attributes['printer-is-accepting-jobs']?.[0] === false) return notSent('rejected', 'the queue takes no jobs');
    // A job is stuck there now. What an idle queue says is what its last job met: only the next one shows whether that is over.
    const { reason } = cupsStatus(found);
    if (reason !== null && reason !== 'unreachable' && found.attributes['printer-state']?.[0] === 4) return notSent(reason);
    const line = await dialCups(options.server, patience.connect);
    if (typeof line === 'string') return notSent('noService', line);
    open.add(line);
    try {
      await beforeFirstByte();
      return line.alive() ? await submit(line, bytes, onFirstByte) : notSent('hungUp');
    } catch (error) {
      return notSent('disk', error instanceof Error ? error.message : String(error));
    } finally {
      line.drop();
      open.delete(line);
    }
  }

  async function submit(line: CupsLine, bytes: Buffer, onFirstByte: (() => void) | undefined): Promise<Sent> {
    const job: Attribute[] = [
      printerUri(queue), user(), { tag: 'name', name: 'job-name', values: ['slip'] }, { tag: 'mime', name: 'document-format', values: ['application/vnd.cups-raw'] },
    ];
    const answering = line.ask(encodeRequest(operations.printJob, job, bytes), patience.done);
    onFirstByte?.();
    const answer = await answering;
    if (typeof answer === 'string') return unknown(answer === 'late' ? 'late' : 'hungUp');
    if ('http' in answer) return answer.http >= 400 && answer.http < 500 ? notSent('rejected', `HTTP ${answer.http}`) : unknown('rejected', `HTTP ${answer.http}`);
    const refused = refusals[answer.status] ?? (answer.status >= 0x0400 && answer.status < 0x0500 ? 'rejected' : undefined);
    if (refused) return notSent(refused, `IPP 0x${answer.status.toString(16)}`);
    if (answer.status >= 0x0100) return unknown('rejected', `IPP 0x${answer.status.toString(16)}`);
    const id = groupOf(answer, groupTags.job)?.attributes['job-id']?.[0];
    return typeof id === 'number' ? watched(id) : { outcome: 'accepted', reason: null };
  }

  /** Looks after a job for a while: what CUPS says of it can only lower what is known. */
  async function watched(id: number): Promise<Sent> {
    const end = performance.now() + (options.watch ?? watchFor);
    const job: Attribute = { tag: 'uri', name: 'job-uri', values: [`ipp://localhost/jobs/${id}`] };
    let message: string | undefined;
    for (let wait = firstLook; performance.now() < end; wait *= 2) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(wait, Math.max(1, end - performance.now()))));
      const answer = await asked(options.server, encodeRequest(operations.getJob, [job, user(), wanted(jobAttributes)]), patience);
      if (typeof answer === 'string' || 'http' in answer || answer.status >= 0x0100) break;
      const attributes: Group['attributes'] = groupOf(answer, groupTags.job)?.attributes ?? {};
      const state = attributes['job-state']?.[0];
      if (state === jobState.completed) return { outcome: 'accepted', reason: await hint() };
      message = String(attributes['job-printer-state-message']?.[0] ?? '');
      if (state !== jobState.aborted && state !== jobState.cancelled) continue;
      const began = typeof attributes['time-at-processing']?.[0] === 'number';
      const reason = (await hint()) ?? 'rejected';
      const detail = `CUPS ended the job: ${message}`;
      return began ? unknown(reason, detail) : notSent(reason, detail);
    }
    return { outcome: 'accepted', reason: await hint(), ...(message !== undefined && { detail: `CUPS is not done with it: ${message}` }) };
  }

  const hint = async () => (await status()).reason;

  return {
    status,
    send,
    async close() {
      for (const line of open) line.drop();
    },
  };
}
