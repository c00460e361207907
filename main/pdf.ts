import { BrowserWindow } from 'electron';

const inch = 25.4;

export interface Paper {
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * A picture of a slip (SVG) as a PDF of that paper's size. Made in a window nobody sees, without scripts, which is
 * gone afterwards. Rejects when the page cannot be printed.
 */
export async function svgToPdf(svg: string, paper: Paper): Promise<Buffer> {
  const window = new BrowserWindow({ show: false, webPreferences: { javascript: false, contextIsolation: true, nodeIntegration: false, spellcheck: false } });
  try {
    const picture = Buffer.from(svg).toString('base64');
    const page = `<!doctype html><meta charset="utf-8"><style>*{margin:0;padding:0}img{display:block;width:${paper.widthMm}mm}</style><img src="data:image/svg+xml;base64,${picture}">`;
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(page).toString('base64')}`);
    return await window.webContents.printToPDF({
      printBackground: true,
      pageSize: { width: paper.widthMm / inch, height: paper.heightMm / inch },
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
    });
  } finally {
    window.destroy();
  }
}
