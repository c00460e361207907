import type { TestSlip } from '../slipData.ts';
import { head } from './head.ts';
import { type Columns, lines, qr, qrText, type Size } from './text.ts';

const shown: readonly Size[] = ['normal', 'tall', 'double', 'triple', 'quadruple'];
const ascii = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('');

/** The test print as a receiptline document: which printer this is, a ruler as wide as the paper, and one of everything that slips are made of. */
export function testSlip(data: TestSlip, columns: Columns): string {
  const say = (text: string) => lines(text, columns);
  const named = data.english
    ? { title: 'Test print', printer: 'Printer', address: 'Address', profile: 'Profile', width: 'Width', charset: 'Charset', printed: 'Printed', ruler: `The ruler is ${columns} characters wide; each digit is whole.`, rare: 'Rare', signs: 'Signs', bold: 'Bold', inverted: 'Inverted' }
    : { title: '打印测试', printer: '打印机', address: '地址', profile: '型号', width: '纸宽', charset: '字符集', printed: '打印', ruler: `下面标尺共 ${columns} 格,首尾应完整`, rare: '生僻字', signs: '符号', bold: '加粗', inverted: '反白' };
  return [
    ...head(data, columns), ...lines(named.title, columns, { size: 'double', centered: true }), '-',
    ...say(`${named.printer} ${data.printer}`), ...say(`${named.address} ${data.address}`), ...say(`${named.profile} ${data.profile}`), ...say(`${named.width} ${data.widthMm} mm`), ...say(`${named.charset} ${data.charset}`), ...say(`${named.printed} ${data.printedAt}`), '-',
    ...say(named.ruler), ...say('1234567890'.repeat(5).slice(0, columns)), ...say('国家电网供电服务营业厅排队叫号'), ...say(`${named.rare} 㐂 𠮷 镕`), ...say(`${named.signs} · — ￥ □ √ “”《》`), ...say(ascii),
    ...shown.flatMap((size) => lines('电Aa8', columns, { size })), ...lines(named.bold, columns, { bold: true }), ...lines(named.inverted, columns, { inverted: true }), '-',
    '', qr(qrText(data.hall, data.printer, data.printedAt)), '',
  ].join('\n');
}
