/**
 * A hall on one computer with a network printer, as a program of its own that kills itself at a step of its print job:
 * `node killedHall.mjs DATA PRINTER STEP TICKETS`. Step `none` kills nothing: it waits until no slip waits any more, says
 * how each stands, and ends.
 */
import path from 'node:path';
import { openHall } from '../../../main/hall/hall.ts';
import { newId } from '../../../main/hall/ids.ts';
import { composeSlip } from '../../../main/devices/compose.ts';
import { openPrintDesk } from '../../../main/devices/printDesk.ts';
import { openTransport } from '../../../main/devices/open.ts';
import type { Transport } from '../../../main/devices/transport.ts';
import { ok } from '../../../shared/result.ts';

const [dataDir = '', address = '', step = 'none', tickets = '0', killAfter = ''] = process.argv.slice(2);
const die = () => process.kill(process.pid, 'SIGKILL');
/** Dies here when that is the step asked for; nothing after it runs. */
const at = async (here: string) => {
  if (here !== step) return;
  die();
  await new Promise(() => undefined);
};

const printer = `01${'P'.repeat(24)}`;
const opened = await openHall({ dataDir });
if (!opened.ok) throw new Error(opened.problem.detail);
const hall = opened.value;
const admin = { role: 'admin', station: 'test' } as const;
const must = async (name: string, input: object) => {
  const reply = await hall.call(admin, name, { ...input, commandId: newId() });
  if (!reply.ok) throw new Error(`${name}: ${reply.problem.code}: ${reply.problem.detail}`);
};
if (hall.inner.runner.state.settings?.printing === undefined) {
  await must('hall.configure', { change: { section: 'printing', value: {
    printers: [{ id: printer, name: '号票机', station: 'host', address, profile: 'generic', widthMm: 80, density: 'normal', rollMm: 80_000, next: null }],
    routes: [{ station: '*', kind: '*', printer }], logo: null, dropAfterMinutes: 10,
  } } });
}
for (let n = 0; n < Number(tickets); n += 1) await must('ticket.issue', { service: 'payment' });
await at('requested');

const caller = { role: 'system', station: 'printing' } as const;
const watched = (transport: Transport): Transport => ({
  ...transport,
  async send(bytes, { beforeFirstByte }) {
    const sent = await transport.send(bytes, {
      async beforeFirstByte() {
        await at('beforeSending');
        await beforeFirstByte();
        await at('afterSending');
      },
      onFirstByte() {
        if (step === 'firstByte') die();
        if (step === 'afterFirstByte') setImmediate(die);
      },
    });
    await at('afterSend');
    return sent;
  },
});
const desk = await openPrintDesk({
  folder: path.join(dataDir, 'prints'), newId, onBug: (error) => console.error(error), pace: { idle: 500, trouble: 200, retry: 50, longest: 200 },
  hall: {
    async call(name, input) {
      if (name === 'slip.report') await at('afterDone');
      const reply = await hall.call(caller, name, input);
      if (name === 'slip.report') await at('afterReport');
      return reply;
    },
    watch: (name, push) => hall.watch(caller, name, {}, push),
  },
  open: async (one) => ok(watched(openOrThrow(one.address))),
  compose: async (document, one) => composeSlip(document, one),
});
if (killAfter !== '') setTimeout(die, Number(killAfter));

function openOrThrow(to: string): Transport {
  const transport = openTransport(to, { profile: 'generic', patience: { connect: 1_000, answer: 500, done: 2_000 } });
  if (!transport.ok) throw new Error(transport.problem.detail);
  return transport.value;
}

for (;;) {
  const slips = [...hall.inner.runner.state.slips.values()];
  if (step === 'none' && slips.every((one) => one.state !== 'queued')) {
    console.log(JSON.stringify(slips.map(({ id, number, state, reason, firstAt }) => ({ id, number, state, reason, marked: firstAt !== null }))));
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
}
await desk.close();
await hall.close();
