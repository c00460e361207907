import type { Problem } from '../shared/result.ts';
import { origin } from './protocol.ts';

const encode = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const sentences: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'window.crashed': ['这个窗口出了问题，正在重新打开。', 'This window had a fault and is being opened again.'],
  'store.held': ['这个数据文件夹正被另一个程序使用，请先关闭它。', 'Another program is using this data folder: close it first.'],
  'store.damaged': ['数据有损坏，为保护记录没有打开。', 'The data is damaged; to protect the record it was not opened.'],
  'store.newer': ['数据由更新版本写成，请安装新版本。', 'The data was written by a newer version: install that one.'],
};
const otherwise = ['营业厅没有打开。', 'The hall could not be opened.'] as const;

/** The address of the page that tells people to call staff; it needs nothing of the screens' own code. */
export function noticeUrl(code: string, detail = ''): string {
  return `${origin}/notice.html?${new URLSearchParams({ code, detail }).toString()}`;
}

/** The same for a Problem that kept the hall from opening. */
export const problemUrl = (problem: Problem) => noticeUrl(problem.code, problem.detail);

/** The page itself. */
export function noticePage(url: string): string {
  const query = new URL(url).searchParams;
  const code = query.get('code') ?? '';
  const [zh, en] = sentences[code] ?? otherwise;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>请找工作人员</title><style>
body{margin:0;min-height:100vh;display:flex;flex-direction:column;justify-content:center;align-items:center;gap:.6em;font:18px/1.5 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;background:#f4f7f6;color:#16302e;text-align:center}
h1{font-size:2.4em;margin:0}p{margin:0 1em;max-width:40em}small{color:#4a5e5c;word-break:break-word}
</style></head><body role="alert"><h1>请找工作人员</h1><p>${encode(zh)}</p><h2 lang="en">Please call staff</h2><p lang="en">${encode(en)}</p><p><small>${encode(code)} ${encode(query.get('detail') ?? '')}</small></p></body></html>`;
}
