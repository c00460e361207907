import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { tcpTransport } from '../../../main/devices/tcp.ts';
import { quickPatience } from '../../support/printing.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Something on a port that is no printer, or a strange one. */
async function machineThat(does: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    does(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    for (const one of sockets) one.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const at = server.address();
  return typeof at === 'object' && at ? at.port : 0;
}

describe('what is no printer, at a printer\'s address', () => {
  it('SPEC 11.1: what talks without end is hung up on, and holds nobody up', async () => {
    let poured = 0;
    const port = await machineThat((socket) => {
      const some = Buffer.alloc(65_536, 0xff);
      const pour = () => {
        while (!socket.destroyed && socket.write(some)) poured += some.length;
      };
      socket.on('drain', pour);
      pour();
    });
    const transport = tcpTransport('127.0.0.1', port, { profile: 'generic', patience: { ...quickPatience, answer: 20_000 } });
    expect(await transport.status()).toEqual({ state: 'unreachable', reason: 'hungUp', paper: 'unknown' });
    expect(poured).toBeLessThan(50_000_000);
  });

  it('SPEC 11.3: what a printer says before it was asked whether the slip is done is no word that it is', async () => {
    const port = await machineThat((socket) => {
      socket.on('data', (chunk) => {
        if (chunk[0] === 0x10) socket.write(Buffer.from([0x12])); // ready, it says
        if (chunk[0] !== 0x1b) return;
        socket.write(Buffer.from([0x00])); // as an answer to GS r would be
        socket.pause(); // and takes its time over the rest
        setTimeout(() => socket.resume(), 200);
      });
    });
    const transport = tcpTransport('127.0.0.1', port, { profile: 'generic', patience: quickPatience });
    const slip = Buffer.concat([Buffer.from([0x1b, 0x40]), Buffer.alloc(20_000_000, 0x41)]);
    expect(await transport.send(slip, { beforeFirstByte: async () => undefined })).toMatchObject({ outcome: 'unknown' });
  });
});
