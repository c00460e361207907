import type { PaperCell } from './escposDecoder.ts';

/** A line of a slip's picture: its characters, and the row of dots that its large characters stand on. */
export interface SvgLine {
  readonly bottom: number;
  readonly cells: readonly Omit<PaperCell, 'underlined'>[];
}

const entities: Readonly<Record<string, string>> = { '&#xa0;': ' ', '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** What stands where in a picture that receiptline drew: a `g` a line, a `text` a run of one look, a `tspan` a character, its x in the middle. */
export function svgLines(svg: string): SvgLine[] {
  return [...svg.matchAll(/<g transform="translate\((-?[\d.]+),([\d.]+)\)">((?:<text.*?<\/text>)+)<\/g>/gs)].map(([, left = '0', bottom = '0', runs = '']) => ({
    bottom: Number(bottom),
    cells: [...runs.matchAll(/<text([^>]*)>(.*?)<\/text>/gs)].flatMap(([, look = '', spans = '']) => {
      const [, wide = '1', high = '1'] = /scale\((\d),(\d)\)/.exec(look) ?? [];
      return [...spans.matchAll(/<tspan x="(-?\d+)">(.*?)<\/tspan>/gs)].map(([, x = '0', text = '']) => {
        const character = text.replace(/&[^;]+;/, (entity) => entities[entity] ?? entity);
        const halves = (character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
        return { character, x: Number(left) + (Number(x) - halves * 6) * Number(wide), wide: Number(wide), high: Number(high), bold: look.includes('stroke='), inverted: look.includes('filter=') };
      });
    }),
  }));
}
