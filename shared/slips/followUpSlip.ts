import type { FollowUpSlip } from '../slipData.ts';
import { head, hotlines } from './head.ts';
import { type Columns, lines, loud, qr, qrText, sizeThatFits } from './text.ts';

/** The 回访 slip as a receiptline document: what was asked and answered, and the words to choose from with empty boxes, none chosen beforehand. */
export function followUpSlip(data: FollowUpSlip, columns: Columns): string {
  const say = (text: string) => lines(text, columns);
  const { phone } = data;
  const choices = data.scale.map((word) => `□ ${word}`);
  // One size for all: none may look like the one to take.
  const sizes = choices.map((choice) => sizeThatFits(choice, columns, ['double', 'tall']));
  const size = sizes.every((one) => one === 'double') ? 'double' : 'tall';
  const body = data.english ? [
    ...loud(`No. ${data.number}`, columns), ...loud(`Check code ${data.check}`, columns), ...say(`About: ${data.matter}`), ...say(`Received ${data.receivedAt}`), ...say(`Answered ${data.answeredAt}`), '-',
    ...loud('Are you satisfied with our answer? Tick one box.', columns),
  ] : [
    ...loud(`编号 ${data.number}`, columns), ...loud(`查询码 ${data.check}`, columns), ...say(`反映事项 ${data.matter}`), ...say(`受理 ${data.receivedAt}`), ...say(`答复 ${data.answeredAt}`), '-',
    ...loud('您对处理结果满意吗?请勾选一项', columns),
  ];
  return [
    ...head(data, columns), ...lines(data.english ? 'Your opinion' : '回访', columns, { size: 'double', centered: true }), '-',
    // GB 2312 has this box, so that every printer has it.
    ...body, ...choices.flatMap((choice) => ['', ...lines(choice, columns, { size, bold: true })]), '-',
    ...(phone === null ? [] : say(data.english ? `Phone ${phone}` : `电话 ${phone}`)), ...hotlines(columns), '',
    qr(qrText(data.hall, data.number, data.check, phone ?? '95598')), '',
  ].join('\n');
}
