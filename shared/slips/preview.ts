import type { Columns } from './text.ts';

/** Rows of dots from one line to the next: 24 of a character, 6 of air. */
export const linePitch = 30;

/** How receiptline is asked for the picture of a slip, on screen and for a PDF: the picture is what is printed. */
export function previewOptions(columns: Columns) {
  return { cpl: columns, encoding: 'gb18030', command: 'svg', spacing: true } as const;
}

/** The picture without the name that receiptline makes up each time, so that one document gives one picture. */
export function steady(svg: string): string {
  return svg.replaceAll(/receipt-[0-9a-f-]{36}/g, 'receipt-inverted');
}
