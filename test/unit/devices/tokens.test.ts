import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenizer, tokensOf } from '../../fakes/escposTokens.ts';

const names = (bytes: readonly number[] | Buffer) => tokensOf(Buffer.from(bytes)).map((one) => one.name);

describe('the commands of a byte stream', () => {
  it('have their full length, whatever bytes their parameters are', () => {
    const slip = Buffer.concat([
      Buffer.from([0x1b, 0x40, 0x1c, 0x26, 0x1b, 0x61, 1, 0x1d, 0x21, 0x11]), Buffer.from('A012', 'latin1'), Buffer.from([0x0a]),
      Buffer.from([0x1d, 0x76, 0x30, 0, 2, 0, 3, 0, 0x1b, 0x40, 0x1d, 0x56, 0x00, 0x10]), // 2 x 3 bytes that look like commands
      Buffer.from([0x1b, 0x2a, 33, 2, 0, 1, 2, 3, 4, 5, 0x1d]), Buffer.from([0x1d, 0x28, 0x6b, 3, 0, 49, 67, 5]),
      Buffer.from([0x1d, 0x6b, 73, 4, 0x7b, 0x42, 0x1d, 0x56]), Buffer.from([0x1d, 0x6b, 4, 0x31, 0x32, 0]),
      Buffer.from([0x1b, 0x33, 24, 0x1b, 0x24, 0x1d, 0x56, 0x1d, 0x4c, 0, 0, 0x1d, 0x57, 0x40, 2, 0x1b, 0x74, 0x1d]),
      Buffer.from([0x1c, 0x53, 0, 0, 0x1c, 0x43, 0, 0x1c, 0x2e, 0x1d, 0x56, 66, 0, 0x1d, 0x28, 0x48, 6, 0, 48, 48, 0x41, 0x42, 0x43, 0x44, 0x1d, 0x72, 1, 0x10, 4, 1]),
    ]);
    expect(names(slip)).toEqual([
      'ESC @', 'FS &', 'ESC a', 'GS !', 'text', 'LF', 'GS v 0', 'ESC *', 'GS ( k', 'GS k', 'GS k', 'ESC 3', 'ESC $', 'GS L', 'GS W', 'ESC t',
      'FS S', 'FS C', 'FS .', 'GS V', 'GS ( H', 'GS r', 'DLE EOT',
    ]);
    expect(Buffer.concat(tokensOf(slip).map((one) => one.bytes))).toEqual(slip);
    expect(tokensOf(slip).find((one) => one.name === 'GS ( H')?.data).toEqual(Buffer.from('00ABCD', 'latin1'));
    expect(tokensOf(slip).every((one) => one.known)).toBe(true);
  });

  it('are the same however the stream is cut, and no byte is lost', () => {
    const piece = fc.oneof(
      fc.constantFrom([0x1b, 0x40], [0x1d, 0x56, 66, 0], [0x0a], [0x1d, 0x76, 0x30, 0, 1, 0, 2, 0, 0x1b, 0x1d], [0x10, 4, 2], [0x1d, 0x28, 0x48, 2, 0, 1, 2], [0x1b, 0x99], [0x41, 0x42]),
      fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.array(fc.nat(200), { maxLength: 8 }), (pieces, cuts) => {
        const bytes = Buffer.from(pieces.flat());
        const reader = tokenizer();
        const edges = [0, ...cuts.filter((at) => at < bytes.length).sort((a, b) => a - b), bytes.length];
        const parts = edges.slice(1).map((end, i) => bytes.subarray(edges[i], end));
        const found = [...parts.flatMap((part) => reader.push(part)), ...reader.end()];
        expect(found).toEqual(tokensOf(bytes));
        expect(Buffer.concat(found.map((one) => one.bytes))).toEqual(bytes);
      }),
    );
  });

  it('are named as unknown or unfinished where they are', () => {
    expect(names([0x1b, 0x99, 0x41])).toEqual(['ESC 0x99', 'text']);
    expect(names([0x1d, 0x76, 0x30, 0, 9, 0, 9, 0, 1])).toEqual(['GS unfinished']);
    expect(tokensOf(Buffer.from([0x1b])).map((one) => [one.name, one.known])).toEqual([['ESC unfinished', false]]);
  });
});
