import { localDay } from '../../../shared/time.ts';
import { facts } from '../papers.ts';
import { freshId, type World } from '../world.ts';
import type { Case } from './state.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const clock = (id: string, zh: string, to: string, startedAt: number, dueAt: number, source: string): Case['clocks'][number] => ({
  id, zh, to, startedAt, dueAt, provisional: false, source, effective: null, internalOnly: false, stoppedAt: null, pausedAt: null, pausable: id === 'assistReply',
});

/** A case as it is when it has just been filed. */
export function newCase(world: World, at: number, change: Omit<Partial<Case>, 'row'> & { readonly row?: Partial<Case['row']> }, ticket: string | null = null): Case {
  const sheet = ticket === null ? null : facts(world, ticket);
  const of = localDay('Asia/Shanghai', at).replaceAll('-', '');
  const { row, ...rest } = change;
  return {
    row: {
      feedback: freshId(world), number: `${of}-${String(world.feedback.length + 1).padStart(3, '0')}`, type: 'complaint', cause: 'Q01', channel: 'counter', state: 'registered', severity: 'normal',
      receivedAt: at, recordedAt: at, ticketNumber: sheet?.number ?? null, owner: null, nextStep: 'accept', dueAt: null, dueTo: null, dueProvisional: false, alarm: 0, helpWanted: false,
      overStandard: sheet?.overStandard ?? null, urges: 0, supervisions: 0, headcount: null, cluster: null, repeat: false, aboutStaff: false, outside: [], ...row,
    },
    ticket, ticketDay: sheet?.day ?? null, facts: sheet,
    clocks: [
      clock('onsiteFirst', '现场首次应答', 'acknowledged', at, at + 5 * minute, 'default'),
      clock('contact24h', '24小时内联系客户', 'contacted', at, at + day, 'sgcc-promise-2022'),
      clock('answer5wd', '5个工作日内答复处理意见(对外承诺)', 'answered', at, at + 7 * day, 'sgcc-promise-2022'),
    ],
    personal: 'masked', words: '取号到现在等了四十分钟还没叫到，我请了假来的，你们只开两个窗口。', name: '张伟', phone: '13800135678', account: null, mood: null, representatives: [], answer: null, answeredBy: null,
    desire: null, area: null, outage: null, severityWhy: [], named: [], outside: [], repeatOf: null, times: 1, listened: null, sympathised: null, apologyOwed: sheet?.overStandard ?? false, analysed: null,
    statements: [], judged: null, assists: [], plan: null, agreed: null, followedThrough: null, closing: null, followUps: [], phoned: null, cluster: null, missing: [], may: [], remedies: [],
    history: [{ at, enteredAt: at, what: 'feedback.filed', staff: '王芳 1023', note: null }],
    ...rest,
  };
}

const done = (staff: string, doneAt: number, late = 0) => ({ staff, doneAt, enteredAt: doneAt + late });
const stop = (one: Case, ...ids: string[]): Case => ({ ...one, clocks: one.clocks.map((clock) => (ids.includes(clock.id) ? { ...clock, stoppedAt: clock.dueAt - minute } : clock)) });

/** Cases at every stage, for looking at. */
export function someCases(world: World): Case[] {
  const now = Date.now();
  const me = '王芳 1023';
  const waiting = world.tickets.filter((one) => one.state === 'waiting' || one.state === 'serving');
  const ticket = (at: number) => waiting[at]?.ticket ?? null;
  const add = (one: Case) => (world.feedback.push(one), one);
  const remedy = (kind: string, zh: string, change: Partial<NonNullable<Case['plan']>['remedies'][number]> = {}) => ({
    remedy: freshId(world), kind, zh, note: null, dueAt: now + 2 * hour, amount: null, approval: 'free' as const, approvedBy: null, countersignBy: null, countersigned: false, chosen: false, carriedOut: null, ...change,
  });
  const fresh = add(newCase(world, now - 2 * minute, { mood: 'upset', desire: 'time' }, ticket(0)));
  const listening = add(stop(newCase(world, now - 6 * minute, { row: { state: 'accepted', owner: me }, mood: 'angry', desire: 'apology' }, ticket(1)), 'onsiteFirst'));
  const analysing = stop(newCase(world, now - 26 * minute, {
    row: { state: 'investigating', owner: me, cause: 'Q06', urges: 2, alarm: 0.5 }, mood: 'calm',
    listened: { ...done(me, now - 22 * minute), readBack: true, told: true }, sympathised: { ...done(me, now - 21 * minute, 9 * minute), manner: 'apology', words: '让您等了这么长时间,耽误您的事了,对不起。' },
  }, ticket(2)), 'onsiteFirst', 'contact24h');
  add(analysing);
  const about = stop(newCase(world, now - 3 * hour, {
    row: { state: 'investigating', owner: 'role:lead', cause: 'S01', severity: 'important', aboutStaff: true, alarm: 0.8 }, named: ['李强 1047'], severityWhy: ['repeat'], times: 3,
    listened: { ...done('陈志强 1010', now - 2.8 * hour), readBack: true, told: true }, sympathised: { ...done('陈志强 1010', now - 2.7 * hour), manner: 'apology', words: null },
    analysed: { ...done('陈志强 1010', now - 2 * hour), cause: 'S01', finding: '客户问了两次缴费方式，柜台没有抬头回答。', camera: '3号机位 10:05–10:20' },
    statements: [{ staff: '李强 1047', at: now - hour, by: null, statement: '当时在核对上一位客户的票据，没有听清，后来向客户道歉了。' }],
  }, ticket(3)), 'onsiteFirst', 'contact24h');
  about.row.repeat = true;
  add(about);
  add(stop(newCase(world, now - 5 * hour, {
    row: { state: 'proposed', owner: me, cause: 'Q12', dueProvisional: true },
    listened: { ...done(me, now - 4.9 * hour), readBack: true, told: true }, sympathised: { ...done(me, now - 4.9 * hour), manner: 'understanding', words: null },
    analysed: { ...done(me, now - 4.5 * hour), cause: 'Q12', finding: '取号机缺纸十二分钟。', camera: null },
    plan: { ...done(me, now - 4.4 * hour), remedies: [remedy('explain', '当面解释并致歉'), remedy('openCounter', '增开柜台', { approval: 'needed' }), remedy('visit', '上门、邮寄、代办', { approval: 'byPhone', approvedBy: '陈志强 1010', countersignBy: now + 19 * hour, note: '发票邮寄到家' })] },
  }, ticket(4)), 'onsiteFirst', 'contact24h'));
  const executing = stop(newCase(world, now - 26 * hour, {
    row: { state: 'executing', owner: me, cause: 'P04', channel: '95598', outside: ['9520261121004417'], alarm: 1, supervisions: 1, severity: 'major' }, severityWhy: ['media'],
    outside: [{ channel: '95598', number: '9520261121004417', receivedAt: now - 26 * hour }], desire: 'compensate', account: '3301****1247',
    listened: { ...done(me, now - 25 * hour), readBack: true, told: true }, sympathised: { ...done(me, now - 25 * hour), manner: 'apology', words: null },
    analysed: { ...done(me, now - 20 * hour), cause: 'P04', finding: '重复扣款一笔，已核实。', camera: null }, judged: { ...done('陈志强 1010', now - 19 * hour), truth: 'true', responsibility: 'hall' },
    plan: { ...done(me, now - 18 * hour), remedies: [remedy('correct', '业务差错更正', { approval: 'approved', approvedBy: '陈志强 1010', chosen: true, dueAt: now - hour, note: '退回重复扣款' }), remedy('callback', '约定时间回电答复', { chosen: true, carriedOut: { ...done(me, now - 2 * hour), evidence: '14:05 已回电，客户知晓' } })] },
    agreed: { ...done(me, now - 17 * hour), outcome: 'agreed', reason: null },
    assists: [{ assist: freshId(world), department: 'billing', zh: '电费核算', what: '核对重复扣款并退回', askedAt: now - 16 * hour, dueAt: now + 30 * hour, reminders: 1, repliedAt: null, reply: null }],
  }), 'onsiteFirst', 'contact24h');
  executing.clocks.push({ ...clock('answer4wd', '4个工作日内处理答复(内部)', 'answered', now - 26 * hour, now - 0.6 * hour, 'js-branch-2021'), internalOnly: true });
  add(executing);
  const closing = stop(newCase(world, now - 2 * day, {
    row: { state: 'executing', owner: me, cause: 'Q03', headcount: 8, severity: 'major' }, severityWhy: ['group'], representatives: [{ name: '孙梅', phone: '13911112222' }, { name: '何军', phone: null }],
    listened: { ...done(me, now - 2 * day), readBack: true, told: true }, sympathised: { ...done(me, now - 2 * day), manner: 'apology', words: null },
    analysed: { ...done(me, now - 2 * day), cause: 'Q03', finding: '午间只开两个柜台。', camera: null }, judged: { ...done('陈志强 1010', now - 1.9 * day), truth: 'true', responsibility: 'hall' },
    plan: { ...done(me, now - 1.9 * day), remedies: [remedy('openCounter', '增开柜台', { approval: 'approved', approvedBy: '刘建国 1001', chosen: true, carriedOut: { ...done('陈志强 1010', now - 1.8 * day), evidence: '3号柜台 11:40 起开台' } })] },
    agreed: { ...done(me, now - 1.9 * day), outcome: 'agreed', reason: null }, followedThrough: { ...done(me, now - 1 * day), tookEffect: true, toldBy: 'phone', reason: null, newDueAt: null },
  }, ticket(5)), 'onsiteFirst', 'contact24h');
  add(closing);
  const closed = stop(newCase(world, now - 4 * day, {
    ...closing, ticket: null, facts: null, representatives: [], severityWhy: [], row: { ...newCase(world, now - 4 * day, {}).row, state: 'closed', owner: '李强 1047', cause: 'Q09' },
    answer: '已向客户说明并致歉，叫号屏音量已调高。', answeredBy: 'phone', closing: { at: now - 3 * day, measure: { what: '每日开门前试叫号屏音量', owner: '周莉 1090', due: localDay('Asia/Shanghai', now + 5 * day) }, whyNone: null },
    followUps: [{ at: now - day, staff: '赵敏 1088', reached: false, solved: null, onTime: null, result: null, manner: null, more: null }],
  }), 'onsiteFirst', 'contact24h', 'answer5wd');
  closed.clocks.push(clock('followUp', '办结后回访', 'followedUp', now - 3 * day, now + 9 * hour, 'default'));
  add(closed);
  add(newCase(world, now - 35 * minute, { row: { type: 'praise', cause: 'S10', state: 'accepted', owner: me }, words: '引导员帮老人取号很耐心。', clocks: [] }));
  add(newCase(world, now - 50 * minute, { row: { channel: 'kiosk', helpWanted: true, cause: 'X02' }, words: null, name: null, phone: null, personal: 'none' }));
  const cluster = { cluster: freshId(world), cause: 'Q16', since: now - 28 * minute, answeredAt: null, feedback: [] as { feedback: string; number: string; state: Case['row']['state'] }[] };
  for (let at = 0; at < 5; at++) {
    const one = add(newCase(world, now - (28 - at * 5) * minute, { row: { cause: 'Q16', cluster: cluster.cluster, state: at < 2 ? 'accepted' : 'registered', owner: at < 2 ? me : null } }, ticket(6 + at)));
    cluster.feedback.push({ feedback: one.row.feedback, number: one.row.number, state: one.row.state });
    one.cluster = cluster;
  }
  analysing.repeatOf = { feedback: fresh.row.feedback, number: fresh.row.number };
  analysing.times = 2;
  listening.history.push({ at: now - 5 * minute, enteredAt: now - 5 * minute, what: 'feedback.accepted', staff: me, note: null });
  return world.feedback;
}

/** As many as a long list may hold. */
export function manyCases(world: World, count: number): void {
  const causes = world.settings.categories.flatMap((one) => one.causes.map((cause) => cause.id));
  const now = Date.now();
  for (let at = 0; at < count; at++) {
    const made = newCase(world, now - at * 7 * minute, { row: { cause: causes[at % causes.length] ?? 'Q01', state: 'accepted', owner: at % 3 === 0 ? '李强 1047' : '赵敏 1088' } });
    made.clocks = made.clocks.slice(2);
    world.feedback.push(made);
  }
}
