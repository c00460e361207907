import address from 'receiptline/lib/receiptline.js?url';
import { previewOptions, steady } from '../../shared/slips/preview.ts';
import type { Columns } from '../../shared/slips/text.ts';

interface Receiptline {
  transform(document: string, printer: Readonly<Record<string, unknown>>): string;
}
declare global {
  interface Window {
    receiptline?: Receiptline;
  }
}
let loading: Promise<Receiptline> | null = null;

/**
 * receiptline, loaded when the first slip is shown. As a plain script it sets itself on the window:
 * bundled, it would bring its printers' code tables (half a megabyte) along.
 */
function load(): Promise<Receiptline> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => (window.receiptline === undefined ? reject(new Error('receiptline is not there')) : resolve(window.receiptline));
    script.onerror = () => reject(new Error('receiptline did not load'));
    document.head.append(script);
  });
  return loading;
}

/** The slip as an image address: what the paper will look like. */
export async function slipImage(document: string, columns: number): Promise<string> {
  const paper: Columns = columns === 48 ? 48 : 32;
  const receiptline = await load();
  const svg = steady(receiptline.transform(document, previewOptions(paper)));
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
