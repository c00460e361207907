import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PrinterChild, printerChild } from '../../fakes/printerChild.ts';
import { freshFolder } from '../../support/fixture.ts';
import { random } from '../../support/random.ts';

const seed = Number(process.env['HALL_SEED'] ?? Date.now() % 1_000_000_000);
const kills = Number(process.env['HALL_KILLS'] ?? 12);

interface Slip {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly reason: string | null;
  readonly marked: boolean;
}

const root = path.resolve(import.meta.dirname, '../../..');
let program = '';
let printer: PrinterChild;
beforeAll(async () => {
  process.env['HALL_DESK_KEYS'] ??= freshFolder('keys');
  program = path.join(root, 'node_modules/.cache/killed', `hall-${process.pid}.mjs`); // below the packages that it needs
  await build({ input: path.join(import.meta.dirname, 'killedHall.ts'), platform: 'node', external: ['receiptline', 'iconv-lite', 'koffi'], output: { file: program, format: 'esm', codeSplitting: false }, logLevel: 'silent' });
  printer = await printerChild();
});
afterAll(() => {
  printer.close();
  rmSync(program, { force: true });
});

/** Runs the hall until it is killed, or to its end: then how its slips stand. */
function run(data: string, step: string, tickets: number, killAfter = ''): Promise<readonly Slip[] | null> {
  const child = spawn(process.execPath, [program, data, printer.address, step, String(tickets), killAfter], { stdio: ['ignore', 'pipe', 'inherit'], cwd: root });
  const output: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => output.push(part));
  return new Promise((resolve, reject) => {
    child.on('exit', (code, signal) => {
      const text = Buffer.concat(output).toString();
      if (signal === 'SIGKILL') resolve(null);
      else if (code === 0) resolve(JSON.parse(text.trim().split('\n').at(-1) ?? '[]') as Slip[]);
      else reject(new Error(`the hall ended with ${code}: ${text}`));
    });
  });
}

/** How often each number is on paper: unmarked, and marked 补打. */
async function onPaper(from: number): Promise<Map<string, { plain: number; marked: number }>> {
  const { papers } = await printer.papers();
  const found = new Map<string, { plain: number; marked: number }>();
  const again = Buffer.from([0xb2, 0xb9, 0xb4, 0xf2]); // 补打 in GB 2312
  for (const paper of papers.slice(from)) {
    // What a killed program left half printed hangs on the next one's paper: a slip is what begins anew and is cut.
    const bytes = paper.bytes.subarray(Math.max(0, paper.bytes.lastIndexOf(Buffer.from([0x1b, 0x40]))));
    const number = /[A-Z]\d{3}/.exec(bytes.toString('latin1'))?.[0] ?? '?';
    const one = found.get(number) ?? { plain: 0, marked: 0 };
    if (bytes.includes(again)) one.marked += 1;
    else one.plain += 1;
    found.set(number, one);
  }
  return found;
}

const steps: readonly [step: string, state: string, reason: string | null, copies: readonly number[]][] = [
  ['requested', 'printed', null, [1]],
  ['beforeSending', 'printed', null, [1]],
  ['afterSending', 'unsure', 'restarted', [0]],
  ['firstByte', 'unsure', 'restarted', [0, 1]],
  ['afterFirstByte', 'unsure', 'restarted', [0, 1]],
  ['afterSend', 'unsure', 'restarted', [1]],
  ['afterDone', 'printed', null, [1]],
  ['afterReport', 'printed', null, [1]],
];

describe('SIGKILL while a slip is printed', () => {
  it.each(steps)('SPEC 11.2 11.4: killed at %s it is %s after the restart, and never on paper twice', { timeout: 60_000 }, async (step, state, reason, copies) => {
    const data = path.join(freshFolder('killed'), 'hall');
    const before = (await printer.papers()).papers.length;
    expect(await run(data, step, 1), 'killed').toBeNull();
    const [slip] = (await run(data, 'none', 0)) ?? [];
    expect(slip).toMatchObject({ number: 'A001', state, reason, marked: false });
    expect(copies).toContain((await onPaper(before)).get('A001')?.plain ?? 0);
    // Once more from the start: nothing more comes out by itself.
    const after = (await printer.papers()).papers.length;
    await run(data, 'none', 0);
    expect((await printer.papers()).papers.length).toBe(after);
  });

  it(`SPEC 11.2 11.4: ${kills} kills at random moments with slips waiting (seed ${seed})`, { timeout: 600_000 }, async () => {
    const chance = random(seed);
    for (let n = 0; n < kills; n += 1) {
      const data = path.join(freshFolder('random'), 'hall');
      const before = (await printer.papers()).papers.length;
      await printer.set({ msPerCommand: chance() < 0.5 ? 1 : 0 });
      await run(data, 'random', 12, String(Math.floor(chance() * 400)));
      const slips = (await run(data, 'none', 2)) ?? [];
      await printer.set({ msPerCommand: 0 });
      const paper = await onPaper(before);
      expect(slips.length).toBeGreaterThanOrEqual(2);
      for (const { number, state } of slips) {
        const { plain, marked } = paper.get(number) ?? { plain: 0, marked: 0 };
        expect(marked).toBe(0);
        expect(plain, `${number} is ${state}`).toBeLessThanOrEqual(1);
        if (state === 'printed') expect(plain, `${number} is ${state}`).toBe(1);
        else expect(state).toBe('unsure');
      }
    }
  });
});
