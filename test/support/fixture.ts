import { ulid } from 'ulidx';
import defaults from '../../shared/defaults.zh-CN.json' with { type: 'json' };
import { type Caller, type Hall, type HallOptions, openHall, type Reply } from '../../main/hall/hall.ts';
import { type Settings, settingsSchema } from '../../shared/settings.ts';
import { freshFolder } from './folders.ts';

export { freshFolder } from './folders.ts';

/** 2026-11-23 (a Monday) 09:00 in Shanghai. */
export const monday = Date.parse('2026-11-23T09:00:00+08:00');

export function shippedSettings(): Settings {
  return settingsSchema.parse(defaults);
}

export const kiosk: Caller = { role: 'kiosk', station: 'kiosk-1' };
export const manager: Caller = { role: 'manager', station: 'manager-1', staff: '主管' };
export const clerk = (no: number): Caller => ({ role: 'clerk', station: `counter-${no}` });

/** A hall with a clock that the test moves. */
export interface TestHall {
  readonly hall: Hall;
  readonly dataDir: string;
  now: number;
  /** Runs a command and gives its result; throws with the Problem when it fails. */
  readonly must: (caller: Caller, name: string, input?: object) => Promise<Record<string, unknown>>;
  readonly call: (caller: Caller, name: string, input?: object) => Promise<Reply>;
  readonly view: (caller: Caller, name: string, params?: object) => Promise<Record<string, unknown>>;
}

/** Opens a hall in a folder of its own (or the one given), keys in a folder beside it. */
export async function testHall(options: Partial<HallOptions> = {}, startAt = monday): Promise<TestHall> {
  const dataDir = options.dataDir ?? freshFolder();
  process.env['HALL_DESK_KEYS'] ??= freshFolder('keys');
  let now = () => startAt;
  const opened = await openHall({ ...options, dataDir, clock: () => now() });
  if (!opened.ok) throw new Error(`${opened.problem.code}: ${opened.problem.detail}`);
  const hall = opened.value;
  const test: TestHall = {
    hall, dataDir, now: startAt,
    call: (caller, name, input = {}) => hall.call(caller, name, { commandId: ulid(test.now), ...input }),
    async must(caller, name, input) {
      const reply = await test.call(caller, name, input);
      if (!reply.ok) throw new Error(`${name}: ${reply.problem.code}: ${reply.problem.detail}`);
      return reply.result as Record<string, unknown>;
    },
    async view(caller, name, params = {}) {
      const reply = await hall.view(caller, name, params);
      if (!reply.ok) throw new Error(`${name}: ${reply.problem.code}: ${reply.problem.detail}`);
      return reply.result as Record<string, unknown>;
    },
  };
  now = () => test.now;
  return test;
}
