import { ulid } from 'ulidx';
import { type Caller, type Hall, openHall } from '../main/hall/hall.ts';
import { realFiles } from '../main/store/files.ts';

const day = 86_400_000;
/** Issued, called and finished: with the clerks' and the day's own about 5,000 events. */
const usualDay = 1_662;

/** A disk that does not wait for the platter: a year is only made, not measured. */
const hasty = { ...realFiles, datasync: async () => undefined, syncFolder: async () => undefined };

/**
 * Makes a hall in `dataDir` with `days` business days of about 5,000 events each behind it, ending yesterday, through
 * the hall's own commands. Gives the number of events.
 */
export async function makeYear(dataDir: string, days: number, ticketsADay = usualDay): Promise<number> {
  const first = Math.floor(Date.now() / day) * day - days * day + 3_600_000; // 9:00 in Shanghai
  let now = first;
  const opened = await openHall({ dataDir, files: hasty, clock: () => now });
  if (!opened.ok) throw new Error(opened.problem.detail);
  const hall = opened.value;
  for (let count = 0; count < days; count += 1) {
    now = first + count * day;
    await workDay(hall, ticketsADay, () => now, (time) => { now = time; });
  }
  await hall.close();
  return hall.inner.runner.state.seq;
}

async function workDay(hall: Hall, ticketsADay: number, clock: () => number, move: (time: number) => void): Promise<void> {
  const must = async (caller: Caller, name: string, input: object = {}) => {
    const reply = await hall.call(caller, name, { commandId: ulid(clock()), ...input });
    if (!reply.ok) throw new Error(`${name}: ${reply.problem.code} ${reply.problem.detail}`);
  };
  const clerks = [1, 2, 3].map((no): Caller => ({ role: 'clerk', station: `c${no}` }));
  await Promise.all(clerks.flatMap((one, at) => [must(one, 'staff.signIn', { staff: `s${at}`, counter: at + 1 }), must(one, 'counter.open')]));
  for (let served = 0; served < ticketsADay; served += 54) {
    move(clock() + 10 * 60_000);
    await Promise.all(Array.from({ length: 54 }, () => must({ role: 'kiosk', station: 'k' }, 'ticket.issue', { service: 'payment' })));
    await Promise.all(Array.from({ length: 27 }, () => [clerks[0], clerks[2]].flatMap((one) => (one === undefined ? [] : [must(one, 'ticket.call'), must(one, 'ticket.finish')]))).flat());
  }
}
