import { freshId, type World } from '../world.ts';
import type { Case } from './state.ts';
import { me } from './who.ts';

type Input = Record<string, unknown>;
type Change = (one: Case, input: Input, world: World, now: number) => void;
const text = (input: Input, key: string) => (typeof input[key] === 'string' ? (input[key] as string) : null);
const list = (input: Input, key: string) => (Array.isArray(input[key]) ? (input[key] as string[]) : []);
const done = (input: Input, world: World, now: number) => ({ staff: me(world).staff, doneAt: typeof input['doneAt'] === 'number' ? input['doneAt'] : now, enteredAt: now });
const remedyOf = (one: Case, input: Input) => one.plan?.remedies.find((other) => other.remedy === input['remedy']);

/** What each command does to a made-up case; only as much as its page needs to go on. */
export const changes: Readonly<Record<string, Change>> = {
  'feedback.accept': (one, _input, world) => Object.assign(one.row, { state: 'accepted', owner: me(world).staff }),
  'feedback.listen': (one, input, world, now) => {
    one.listened = { ...done(input, world, now), readBack: input['readBack'] === true, told: input['told'] === true };
  },
  'feedback.sympathise': (one, input, world, now) => {
    one.sympathised = { ...done(input, world, now), manner: input['manner'] === 'apology' ? 'apology' : 'understanding', words: text(input, 'said') };
  },
  'feedback.analyse': (one, input, world, now) => {
    one.analysed = { ...done(input, world, now), cause: text(input, 'cause') ?? '', finding: text(input, 'finding'), camera: text(input, 'camera') };
  },
  'feedback.state': (one, input, _world, now) => void one.statements.push({ staff: text(input, 'staff') ?? '', at: now, by: null, statement: text(input, 'statement') }),
  'feedback.judge': (one, input, world, now) => {
    one.judged = { ...done(input, world, now), truth: (text(input, 'truth') ?? 'true') as 'true', responsibility: (text(input, 'responsibility') ?? 'hall') as 'hall' };
  },
  'feedback.askAssist': (one, input, world, now) => {
    const department = text(input, 'department') ?? '';
    const zh = world.settings.departments.find((other) => other.id === department)?.zh ?? department;
    one.assists.push({ assist: freshId(world), department, zh, what: text(input, 'what'), askedAt: now, dueAt: now + 2 * 86_400_000, reminders: 0, repliedAt: null, reply: null });
  },
  'feedback.remindAssist': (one, input) => {
    for (const other of one.assists) if (other.assist === input['assist']) other.reminders++;
  },
  'feedback.replyAssist': (one, input, _world, now) => {
    for (const other of one.assists) if (other.assist === input['assist']) Object.assign(other, { repliedAt: now, reply: text(input, 'reply') });
  },
  'feedback.propose': (one, input, world, now) => {
    const drafts = input['remedies'] as { kind: string; note?: string; dueAt?: number; amount?: number }[];
    const { role } = me(world);
    one.plan = {
      ...done(input, world, now),
      remedies: drafts.map((draft) => {
        const kind = world.settings.remedies.find((other) => other.id === draft.kind);
        const alone = kind?.limit[role] === true || typeof kind?.limit[role] === 'object';
        return {
          remedy: freshId(world), kind: draft.kind, zh: kind?.zh ?? draft.kind, note: draft.note ?? null, dueAt: draft.dueAt ?? now + 86_400_000, amount: draft.amount ?? null,
          approval: alone ? ('free' as const) : ('needed' as const), approvedBy: null, countersignBy: null, countersigned: false, chosen: false, carriedOut: null,
        };
      }),
    };
    one.agreed = null;
  },
  'feedback.approve': (one, input, world) => void Object.assign(remedyOf(one, input) ?? {}, { approval: input['yes'] === true ? 'approved' : 'refused', approvedBy: me(world).staff }),
  'feedback.approveByPhone': (one, input, _world, now) => void Object.assign(remedyOf(one, input) ?? {}, { approval: 'byPhone', approvedBy: text(input, 'by'), countersignBy: now + 86_400_000 }),
  'feedback.countersign': (one, input) => void Object.assign(remedyOf(one, input) ?? {}, { countersigned: true }),
  'feedback.agree': (one, input, world, now) => {
    one.agreed = { ...done(input, world, now), outcome: (text(input, 'outcome') ?? 'agreed') as 'agreed', reason: text(input, 'reason') };
    if (input['outcome'] === 'refused') one.plan = null;
    for (const other of one.plan?.remedies ?? []) other.chosen = list(input, 'remedies').includes(other.remedy);
  },
  'feedback.carryOut': (one, input, world, now) => void Object.assign(remedyOf(one, input) ?? {}, { carriedOut: { ...done(input, world, now), evidence: text(input, 'evidence') } }),
  'feedback.followThrough': (one, input, world, now) => {
    one.followedThrough = {
      ...done({}, world, now), tookEffect: input['tookEffect'] === true, toldBy: (text(input, 'toldBy') ?? 'phone') as 'phone', reason: text(input, 'reason'),
      newDueAt: typeof input['newDueAt'] === 'number' ? input['newDueAt'] : null,
    };
  },
  'feedback.answer': (one, input, _world, now) => {
    Object.assign(one, { answer: text(input, 'answer'), answeredBy: text(input, 'by') });
    for (const clock of one.clocks) if (clock.to === 'answered') clock.stoppedAt = now;
  },
  'feedback.close': (one, input, _world, now) => {
    one.row.state = 'closed';
    one.closing = { at: now, measure: (input['measure'] as { what: string; owner: string; due: string } | undefined) ?? null, whyNone: text(input, 'whyNone') };
    for (const clock of one.clocks) clock.stoppedAt ??= now;
  },
  'feedback.followUp': (one, input, world, now) => {
    const score = (key: string) => (typeof input[key] === 'number' ? input[key] : null);
    one.followUps.push({
      at: now, staff: me(world).staff, reached: input['reached'] === true, solved: text(input, 'solved') as 'solved' | null, onTime: text(input, 'onTime') as 'yes' | null, result: score('result'), manner: score('manner'), more: text(input, 'more'),
    });
    if (input['reached'] === true) one.row.state = 'archived';
  },
  'feedback.reopen': (one) => void Object.assign(one, { closing: null, answeredBy: null, answer: null, row: { ...one.row, state: 'investigating', owner: 'role:manager' } }),
  'feedback.withdraw': (one) => void Object.assign(one.row, { state: 'withdrawn' }),
  'feedback.handOver': (one, input) => void Object.assign(one.row, { owner: text(input, 'to') }),
  'feedback.escalate': (one, input) => void Object.assign(one.row, { owner: `role:${text(input, 'to')}` }),
  'feedback.urge': (one) => void one.row.urges++,
  'feedback.supervise': (one) => void one.row.supervisions++,
  'feedback.retype': (one, input) => void Object.assign(one.row, { type: text(input, 'type'), ...(one.row.type === 'settledOnSite' ? { state: 'registered' } : {}) }),
  'feedback.correct': (one, input) => {
    if (text(input, 'cause') !== null) one.row.cause = text(input, 'cause') ?? '';
    if (text(input, 'words') !== null) one.words = text(input, 'words');
    if (Array.isArray(input['named'])) one.named = list(input, 'named');
  },
  'feedback.addChannel': (one, input) => {
    one.outside.push({ channel: text(input, 'channel') ?? '', number: text(input, 'number'), receivedAt: Number(input['receivedAt']) });
    one.row.outside.push(text(input, 'number') ?? '');
  },
  'feedback.grade': (one, input, world) => {
    one.severityWhy = list(input, 'severity');
    const yes = one.severityWhy.map((id) => world.settings.severity.questions.find((other) => other.id === id)?.yes);
    one.row.severity = yes.includes('major') ? 'major' : yes.includes('important') ? 'important' : 'normal';
  },
  'feedback.phone': (one, input, world, now) => {
    one.phoned = { at: now, staff: me(world).staff, to: text(input, 'to') ?? '' };
  },
  'feedback.move': () => {},
  'feedback.pauseClock': (one, input, _world, now) => void Object.assign(one.clocks.find((other) => other.id === input['clock']) ?? {}, { pausedAt: now }),
  'feedback.resumeClock': (one, input) => void Object.assign(one.clocks.find((other) => other.id === input['clock']) ?? {}, { pausedAt: null }),
  'feedback.show': (one) => {
    if (one.personal === 'masked') one.personal = 'shown';
  },
};

/** What the record calls each. */
export const eventOf: Readonly<Record<string, string>> = {
  'feedback.accept': 'accepted', 'feedback.listen': 'listened', 'feedback.sympathise': 'sympathised', 'feedback.analyse': 'analysed', 'feedback.state': 'stated', 'feedback.judge': 'judged', 'feedback.askAssist': 'assistAsked',
  'feedback.remindAssist': 'assistReminded', 'feedback.replyAssist': 'assistReplied', 'feedback.propose': 'proposed', 'feedback.approve': 'approved', 'feedback.approveByPhone': 'approved', 'feedback.countersign': 'countersigned',
  'feedback.agree': 'agreed', 'feedback.carryOut': 'carriedOut', 'feedback.followThrough': 'followedThrough', 'feedback.answer': 'answered', 'feedback.close': 'closed', 'feedback.followUp': 'followedUp', 'feedback.reopen': 'reopened',
  'feedback.withdraw': 'withdrawn', 'feedback.handOver': 'handedOver', 'feedback.escalate': 'escalated', 'feedback.urge': 'urged', 'feedback.supervise': 'supervised', 'feedback.retype': 'retyped', 'feedback.correct': 'corrected',
  'feedback.addChannel': 'channelAdded', 'feedback.grade': 'graded', 'feedback.phone': 'phoned', 'feedback.move': 'moved', 'feedback.pauseClock': 'clockPaused', 'feedback.resumeClock': 'clockResumed', 'feedback.show': 'shown',
};
