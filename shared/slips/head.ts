import type { SlipData } from '../slipData.ts';
import { type Columns, lines, logo, sizeThatFits } from './text.ts';

/** What every slip begins with: the hall's logo and name and, when it is not the first of its kind, the mark of a reprint. */
export function head(data: SlipData, columns: Columns): string[] {
  const centered = true;
  const { reprint, english } = data;
  const mark = reprint === null ? [] : [
    ...lines(`${english ? 'Reprint' : '补打'} ${reprint.at}`, columns, { size: 'tall', bold: true, inverted: true, centered }),
    ...lines(`${english ? 'First printed' : '首次打印'} ${reprint.firstAt}`, columns, { centered }),
  ];
  return [...logo(data.logo), ...lines(data.hall, columns, { size: sizeThatFits(data.hall, columns, ['double', 'tall']), centered }), ...mark];
}

/** The telephone numbers that a slip about feedback always has. */
export function hotlines(columns: Columns): string[] {
  return lines('95598  12398', columns, { size: 'double', centered: true });
}
