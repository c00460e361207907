import { createSocket, type Socket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { announce, findHosts } from '../../../main/network/discovery.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('hosts on the network', () => {
  it('are found by name, address, port and fingerprint, until they stop', async () => {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const long = '很长的营业厅名称'.repeat(20);
    stops.push(announce({ name: '滨江供电营业厅 = 1', port, fingerprint: 'JBSWY3DP' }), announce({ name: long, port: port + 1, fingerprint: 'AAAAAAAA' }));
    const mine = async () => (await findHosts(1_500)).filter((one) => [port, port + 1].includes(one.port)).sort((a, b) => a.port - b.port);
    const found = await mine();
    expect(found).toMatchObject([{ name: '滨江供电营业厅 = 1', port, fingerprint: 'JBSWY3DP' }, { port: port + 1, fingerprint: 'AAAAAAAA' }]);
    expect(found[0]?.address).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(long.startsWith(found[1]?.name ?? '-')).toBe(true);
    for (const stop of stops.splice(0)) stop();
    await settle(300);
    expect(await mine()).toEqual([]);
  }, 10_000);

  it('are not invented by nonsense, and nonsense stops nobody', async () => {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    stops.push(announce({ name: 'a', port, fingerprint: 'JBSWY3DP' }));
    const sender = createSocket('udp4');
    const looking = findHosts(1_500);
    await settle(200);
    for (const packet of nonsense()) await send(sender, packet);
    sender.close();
    expect((await looking).filter((one) => one.fingerprint !== 'JBSWY3DP' || one.port !== port)).toEqual([]);
    expect((await findHosts(1_000)).some((one) => one.port === port)).toBe(true);
  }, 10_000);

  it('are none, without an error, where the port of mDNS cannot be had', async () => {
    const greedy = createSocket('udp4');
    const had = await new Promise((resolve) => {
      greedy.once('error', () => resolve(false));
      greedy.bind(5353, () => resolve(true));
    });
    try {
      const stop = announce({ name: 'a', port: 1, fingerprint: 'JBSWY3DP' });
      expect(Array.isArray(await findHosts(300))).toBe(true);
      stop();
      stop();
      await settle(300);
    } finally {
      if (had === true) greedy.close();
    }
  });
});

function send(sender: Socket, packet: Buffer): Promise<void> {
  return new Promise((resolve) => sender.send(packet, 5353, '224.0.0.251', () => resolve()));
}

/** Packets that are none, and answers to our question that make no sense. */
function nonsense(): readonly Buffer[] {
  const label = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
  const name = (...labels: string[]) => Buffer.concat([...labels.map(label), Buffer.from([0])]);
  const type = name('_hall-desk', '_tcp', 'local');
  const record = (owner: Buffer, kind: number, data: Buffer) => Buffer.concat([owner, Buffer.from([0, kind, 0, 1, 0, 0, 0, 120, data.length >> 8, data.length & 255]), data]);
  const answer = (...records: Buffer[]) => Buffer.concat([Buffer.from([0, 0, 0x84, 0, 0, 0, 0, records.length, 0, 0, 0, 0]), ...records]);
  const own = name('evil', '_hall-desk', '_tcp', 'local');
  const srv = (port: number) => record(own, 33, Buffer.concat([Buffer.from([0, 0, 0, 0, port >> 8, port & 255]), name('evil', 'local')]));
  const txt = (...texts: string[]) => record(own, 16, Buffer.concat(texts.map(label)));
  return [
    Buffer.alloc(0), Buffer.from([0]), Buffer.alloc(500, 0xff), Buffer.alloc(12), Buffer.from([0, 0, 0x84, 0, 0, 9, 0, 9, 0, 9, 0, 9]),
    answer(record(type, 12, own)),
    answer(record(type, 12, own), srv(7180)),
    answer(record(type, 12, own), srv(7180), txt('name', '=', 'fp=')),
    answer(record(type, 12, own), srv(7180), txt('fp=JBSWY3D1', 'name=x')),
    answer(record(type, 12, own), srv(0), txt('fp=JBSWY3DP', 'name=x')),
    answer(record(type, 12, own), record(own, 33, Buffer.alloc(3)), record(own, 16, Buffer.alloc(0))),
    answer(record(type, 12, Buffer.from([0]))), answer(record(type, 12, Buffer.from([0xc0, 0x0c]))),
    answer(record(name('_services', '_dns-sd', '_udp', 'local'), 12, own), record(own, 33, Buffer.concat([Buffer.alloc(6), name('x')]))),
  ];
}
