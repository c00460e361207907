import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, answerReader, askDone, askPaper, askStatus, doneId, type StatusBytes, saysPaperOut, statusOf } from '../../../main/devices/escpos.ts';

const read = (...chunks: readonly (readonly number[])[]): Answer[] => {
  const reader = answerReader();
  return chunks.flatMap((chunk) => reader(Buffer.from(chunk)));
};
const ready: StatusBytes = { 1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12 };

describe('a printer’s status', () => {
  it.each([
    [{}, 'ready', null, 'ok'],
    [{ 1: 0x1a }, 'trouble', 'offline', 'ok'],
    [{ 1: 0x1a, 2: 0x16 }, 'trouble', 'coverOpen', 'ok'],
    [{ 1: 0x1a, 2: 0x32, 4: 0x7e }, 'trouble', 'paperOut', 'out'],
    [{ 2: 0x32 }, 'trouble', 'paperOut', 'out'],
    [{ 4: 0x72 }, 'trouble', 'paperOut', 'out'],
    [{ 4: 0x1e }, 'ready', null, 'low'],
    [{ 2: 0x36, 4: 0x7e }, 'trouble', 'coverOpen', 'out'],
    [{ 2: 0x52, 3: 0x1a }, 'trouble', 'cutter', 'ok'],
    [{ 2: 0x52 }, 'trouble', 'fault', 'ok'],
    [{ 3: 0x32 }, 'trouble', 'fault', 'ok'],
    [{ 3: 0x52 }, 'trouble', 'fault', 'ok'],
    [{ 1: 0x16 }, 'ready', null, 'ok'], // the drawer's pin
  ] as const)('%o: %s, %s, paper %s', (bytes, state, reason, paper) => {
    expect(statusOf({ ...ready, ...bytes })).toEqual({ state, reason, paper });
  });

  it('does not say that there is paper when it was not asked', () => {
    expect(statusOf({ 1: 0x12 })).toEqual({ state: 'ready', reason: null, paper: 'unknown' });
  });
});

describe('a printer’s answers', () => {
  it('are told apart, however they are cut', () => {
    const bytes = [0x10, 0x00, 0x0f, 0x00, 0x12, 0x37, 0x22, 0x41, 0x42, 0x43, 0x44, 0, 0x03, 0x5f, 0x45, 0x50, 0, 0x7e, 0xff, 0x11];
    const answers = [
      { kind: 'automatic' }, { kind: 'status', byte: 0x12 }, { kind: 'done', id: 'ABCD' }, { kind: 'paper', byte: 3 }, { kind: 'text', text: 'EP' }, { kind: 'status', byte: 0x7e }, { kind: 'other' }, { kind: 'other' },
    ];
    expect(read(bytes)).toEqual(answers);
    expect(read(...bytes.map((byte) => [byte]))).toEqual(answers);
  });

  it('never take noise for the word of a job', () => {
    expect(read([0x37, 0x22, 0x41, 0x42, 0x43, 0x44, 0x45]).some(({ kind }) => kind === 'done')).toBe(false);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        for (const answer of read([...noise])) {
          if (answer.kind === 'done') expect(Buffer.from(noise).includes(Buffer.from([0x37, 0x22]))).toBe(true);
          if (answer.kind === 'status') expect(answer.byte & 0x93).toBe(0x12);
          if (answer.kind === 'paper') expect(answer.byte & 0x90).toBe(0);
        }
      }),
    );
  });

  it('never hold up what follows: a status after noise is found', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), (noise) => {
        // Long enough to end whatever the noise began.
        const rest = Array.from({ length: 100 }, () => 0x12);
        expect(read([...noise], rest).at(-1)).toEqual({ kind: 'status', byte: 0x12 });
      }),
    );
  });

  it('to GS r 1 say whether the paper ran out', () => {
    expect([0x00, 0x03, 0x0c, 0x0f].map(saysPaperOut)).toEqual([false, false, true, true]);
  });
});

describe('the questions', () => {
  it('are what the manuals say', () => {
    expect([askStatus(2), askPaper(), askDone('ABCD')].map((each) => each.toString('hex'))).toEqual(['100402', '1d7201', '1d28480600303041424344']);
  });

  it('carry an id of its own for each job, and none that could be a status', () => {
    const ids = Array.from({ length: 0x10000 }, (_, n) => doneId(n));
    expect(new Set(ids).size).toBe(0x10000);
    expect(new Set(ids.join('')).size).toBe(16);
    expect([...new Set(ids.join(''))].some((letter) => (letter.charCodeAt(0) & 0x93) === 0x12)).toBe(false);
  });
});
