import { describe, expect, it } from 'vitest';
import { markOf, readPairCode, shownPairCode } from '../../../renderer/parts/pairCode.ts';

describe('a pairing code', () => {
  const code = { digits: '482913', mark: 'K7QZ2MXA', text: '482913-K7QZ2MXA' };

  it.each(['482913-K7QZ2MXA', '482913k7qz2mxa', ' 482913 – k7qz 2mxa ', '４８２９１３Ｋ７ＱＺ２ＭＸＡ', '482 913-K7QZ-2MXA'])('is read as people type it: %s', (typed) => {
    expect(readPairCode(typed)).toEqual(code);
  });

  it.each(['', '482913', '482913-K7QZ2MX', '48291-K7QZ2MXA', '482913-K7QZ2MXAA', '482913-K7QZ2M0A', '482913-K7QZ2M1A'])('is not read when it is none: %s', (typed) => {
    expect(readPairCode(typed)).toBeNull();
  });

  it('takes its form while it is typed', () => {
    expect(['4829', '482913', '482913k', '482913-k7qz2mxa99'].map(shownPairCode)).toEqual(['4829', '482913', '482913-K', '482913-K7QZ2MXA']);
  });

  it('has the first 40 bits of the fingerprint in RFC 4648 base32', () => {
    // "foobar" is MZXW6YTBOI in the RFC's own examples.
    expect(markOf(`${Buffer.from('fooba').toString('hex')}72ffff`)).toBe('MZXW6YTB');
    expect(markOf('00'.repeat(32))).toBe('AAAAAAAA');
    expect(markOf('FF'.repeat(32))).toBe('77777777');
    expect(markOf('57:F9:0C:F4:0C')).toBe(markOf('57f90cf40c'));
  });
});
