import address from 'receiptline/lib/receiptline.js?url';

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
  const receiptline = await load();
  const svg = receiptline.transform(document, { cpl: columns, encoding: 'gb18030', command: 'svg', spacing: false });
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
