import iconv from 'iconv-lite';
import type { ProfileRow } from './profiles.ts';

/** The symbols of GB 2312, by first byte: from and to of the second. Later standards filled the gaps, older fonts did not. */
const symbols: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  0xa1: [[0xa1, 0xfe]], 0xa2: [[0xb1, 0xe2], [0xe5, 0xee], [0xf1, 0xfc]], 0xa3: [[0xa1, 0xfe]], 0xa4: [[0xa1, 0xf3]], 0xa5: [[0xa1, 0xf6]], 0xa6: [[0xa1, 0xb8], [0xc1, 0xd8]],
  0xa7: [[0xa1, 0xc1], [0xd1, 0xf1]], 0xa8: [[0xa1, 0xba], [0xc5, 0xe9]], 0xa9: [[0xa4, 0xef]],
};

function inGb2312(lead: number, trail: number): boolean {
  if (lead >= 0xb0 && lead <= 0xf7) return trail >= 0xa1 && trail <= (lead === 0xd7 ? 0xf9 : 0xfe);
  return (symbols[lead] ?? []).some(([from, to]) => trail >= from && trail <= to);
}

/** The Chinese characters that GBK added, without its last rows, which were filled differently over the years, and 〇. */
function inGbk(lead: number, trail: number): boolean {
  if (inGb2312(lead, trail)) return true;
  if (lead === 0xa9) return trail === 0x96;
  return (lead >= 0x81 && lead <= 0xa0 && trail >= 0x40) || (lead >= 0xaa && lead <= 0xfd && trail >= 0x40 && trail <= 0xa0);
}

/** The bytes by which this printer's own font prints the character, or null when it lacks it. */
export function encoded(character: string, { charset, fourByte }: Pick<ProfileRow, 'charset' | 'fourByte'>): Buffer | null {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return code >= 0x20 && code < 0x7f ? Buffer.from([code]) : null;
  if (code >= 0xe000 && code <= 0xf8ff) return null; // private use: every font has something else there
  const bytes = iconv.encode(character, 'gb18030');
  const [lead = 0, trail = 0] = bytes;
  if (bytes.length === 4) return fourByte === 'extA' && code >= 0x3400 && code <= 0x4db5 ? bytes : null;
  if (bytes.length !== 2) return null;
  return (charset === 'gb2312' ? inGb2312(lead, trail) : inGbk(lead, trail)) ? bytes : null;
}
