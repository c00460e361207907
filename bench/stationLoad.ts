import { newId } from '../main/hall/ids.ts';
import type { Reply } from '../main/hall/hall.ts';
import type { Push } from '../main/hall/watches.ts';

/** A place with a desk to work at: a station of the network, or a window of the one PC. */
export interface Place {
  readonly role: 'counter' | 'kiosk' | 'board';
  readonly no: number;
  readonly call: (name: string, input: object) => Promise<Reply>;
  readonly watch: (name: string, push: Push) => () => void;
}

/** What was measured at some places: when each command began and the seq it was answered with; when which seq was seen on the floor. */
export interface Measured {
  readonly calls: { readonly at: number; readonly seq: number }[];
  readonly seen: { readonly at: number; readonly seq: number }[];
  refused: number;
  skipped: number;
}

/** Who shows the floor as a guide or manager would: where the others' commands are looked for. */
export const observer = 28;
/** Customers that wait in the hall while it is measured. */
const crowd = 60;
const views = { counter: ['app', 'counter', 'settings', 'feedbackList'], kiosk: ['app', 'kiosk'], board: ['app', 'board'] } as const;

/** Milliseconds by a clock that all processes of this computer share. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6;

/** How far each counter is with its customer: kept from one turn of work to the next. */
const steps = new WeakMap<Place, number>();

export async function signIn(place: Place): Promise<void> {
  if (place.role !== 'counter') return;
  for (const [name, input] of [['staff.signIn', { staff: `员${place.no}`, counter: place.no }], ['counter.open', {}]] as const) {
    const reply = await place.call(name, { ...input, commandId: newId() });
    if (!reply.ok) throw new Error(`${name}: ${reply.problem.code} ${reply.problem.detail}`);
  }
}

/**
 * Works at some places: each sends a command every `everyMs`, unless its last one is still on the way, and follows what
 * its screen shows. Counters call, start and finish, and issue when few wait; kiosks issue; a board only looks.
 */
export function work(places: readonly Place[], everyMs: number): { readonly measured: Measured; readonly stop: () => void } {
  const measured: Measured = { calls: [], seen: [], refused: 0, skipped: 0 };
  const stops: (() => void)[] = [];
  for (const [index, place] of places.entries()) {
    let waiting = 0;
    for (const name of views[place.role]) {
      stops.push(place.watch(name, (reply) => {
        if (name === 'counter' && reply.ok) waiting = (reply.result as { waiting: unknown[] }).waiting.length;
      }));
    }
    if (place.role === 'counter' && place.no === observer) stops.push(place.watch('floor', (reply) => void (reply.ok && measured.seen.push({ at: clock(), seq: reply.seq }))));
    if (place.role === 'board') continue;
    let busy = false;
    const act = async () => {
      if (busy) {
        measured.skipped += 1;
        return;
      }
      busy = true;
      const step = steps.get(place) ?? 0;
      const issues = place.role === 'kiosk' || (step === 0 && waiting < crowd && place.no % 2 === 0);
      const name = issues ? 'ticket.issue' : (['ticket.call', 'ticket.start', 'ticket.finish'] as const)[step] ?? 'ticket.call';
      const at = clock();
      const reply = await place.call(name, { ...(issues ? { service: 'payment' } : {}), commandId: newId() });
      busy = false;
      if (reply.ok) measured.calls.push({ at, seq: reply.seq });
      else measured.refused += 1;
      if (!issues) steps.set(place, reply.ok ? (step + 1) % 3 : 0);
      if (!reply.ok && reply.problem.code === 'ticket.noneWaiting') waiting = 0;
    };
    const begin = setTimeout(() => {
      const timer = setInterval(() => void act(), everyMs);
      stops.push(() => clearInterval(timer));
    }, (index * everyMs) / places.length);
    stops.push(() => clearTimeout(begin));
  }
  return {
    measured,
    stop: () => {
      for (const one of stops.splice(0)) one();
    },
  };
}

/** How long it took from each call to the first view on the observer that has it. Calls that no view followed any more are left out. */
export function latencies({ calls, seen }: Pick<Measured, 'calls' | 'seen'>): number[] {
  const sorted = [...calls].sort((a, b) => a.seq - b.seq);
  let at = 0;
  return sorted.flatMap((call) => {
    while (at < seen.length && (seen[at]?.seq ?? 0) < call.seq) at += 1;
    const view = seen[at];
    return view === undefined ? [] : [view.at - call.at];
  });
}
