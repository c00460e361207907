import { afterEach, describe, expect, it } from 'vitest';
import { Lines } from '../../support/lines.ts';
import { type Box, openBox, pair } from '../../support/machines.ts';

const boxes: Box[] = [];
const lines = new Lines(Math.random);
afterEach(async () => {
  for (const box of boxes.splice(0).reverse()) await box.close();
  await lines.close();
});

describe('a station that is closed', () => {
  it('SPEC 10.4: ends at once at whatever moment of finding its host', { timeout: 120_000 }, async () => {
    const host = await openBox('host', { unasked: 'host' });
    boxes.push(host);
    const station = await openBox('one', { reach: lines.reachOf('one') });
    boxes.push(station);
    await pair(host, station, 'guide', 'one');
    for (let after = 0; after < 60; after += 1) {
      const opening = station.restart(); // it begins to look for its host as soon as it is open
      await opening;
      await new Promise((resolve) => setTimeout(resolve, after));
      const ended = await Promise.race([station.machine.close().then(() => true), new Promise((resolve) => setTimeout(() => resolve(false), 5_000))]);
      expect(ended, `closed ${after} ms after it was opened`).toBe(true);
    }
  });
});
