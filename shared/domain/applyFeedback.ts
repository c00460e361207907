import type { EventBody, HallEvent } from '../events.ts';
import type { StartedClock } from '../feedback/events.ts';
import { assertNever } from '../result.ts';
import { localDay } from '../time.ts';
import type { Clock, Done, Feedback, Remedy } from './feedbackState.ts';
import { serialOf } from './numbers.ts';
import { type FeedbackEvent, nextState } from './process.ts';
import type { State } from './state.ts';
import { remember } from './together.ts';
import { untouched } from './wholeFeedback.ts';

type Body<T extends FeedbackEvent['type']> = Extract<FeedbackEvent, { type: T }>['data'];
/** What is no handling: whoever does only this may still make the follow-up. */
const notHandling: readonly FeedbackEvent['type'][] = ['feedback.filed', 'feedback.urged', 'feedback.stated', 'feedback.alarmed', 'feedback.shown', 'feedback.followUpTried', 'feedback.followedUp', 'feedback.phoned', 'feedback.supervised'];
/** What nobody needs to read in its history. */
const notTold: readonly FeedbackEvent['type'][] = ['feedback.alarmed'];

/** What a feedback event changes. */
export function applyFeedback(state: State, event: HallEvent, body: FeedbackEvent): void {
  if (body.type === 'feedback.filed') return file(state, event, body.data);
  if (body.type === 'feedback.shown') {
    state.lately.shown = [...state.lately.shown.filter((one) => event.at - one.at < 3_600_000), { at: event.at, feedback: body.data.feedback, station: event.station, staff: event.staff }].slice(-200);
  }
  if ((body.type === 'feedback.reopened' || body.type === 'feedback.retyped') && body.data.record !== undefined) state.feedback.set(body.data.feedback, structuredCopy(body.data.record as Feedback));
  const feedback = state.feedback.get(body.data.feedback);
  if (feedback === undefined) return;
  feedback.state = nextState(feedback.state, body) ?? feedback.state;
  note(feedback, event, body);
  change(state, feedback, event, body);
}

function change(state: State, feedback: Feedback, event: HallEvent, body: Exclude<FeedbackEvent, { type: 'feedback.filed' }>): void {
  const { at } = event;
  const done = (doneAt: number): Done => ({ staff: event.staff, doneAt, enteredAt: at });
  switch (body.type) {
    case 'feedback.accepted':
      feedback.owner = body.data.owner;
      return stop(feedback, ['acknowledged'], at);
    case 'feedback.listened':
      feedback.listened = { ...done(body.data.doneAt), readBack: body.data.readBack, told: body.data.told };
      if (body.data.words !== null) feedback.words = body.data.words;
      return stop(feedback, ['acknowledged', 'contacted'], at);
    case 'feedback.sympathised':
      feedback.sympathised = { ...done(body.data.doneAt), manner: body.data.manner, words: body.data.words };
      return;
    case 'feedback.analysed':
      feedback.analysed = { ...done(body.data.doneAt), cause: body.data.cause, finding: body.data.finding, camera: body.data.camera };
      feedback.cause = body.data.cause;
      return;
    case 'feedback.stated':
      feedback.statements.push({ staff: body.data.staff, at, by: event.staff, statement: body.data.statement });
      return;
    case 'feedback.judged':
      feedback.judged = { ...done(body.data.doneAt), truth: body.data.truth, responsibility: body.data.responsibility };
      return;
    case 'feedback.assistAsked':
      feedback.assists.push({ id: body.data.assist, department: body.data.department, what: body.data.what, askedAt: at, reminders: 0, repliedAt: null, reply: null });
      return addClocks(feedback, [body.data.clock]);
    case 'feedback.assistReminded': {
      const assist = feedback.assists.find((one) => one.id === body.data.assist);
      if (assist !== undefined) assist.reminders += 1;
      return;
    }
    case 'feedback.assistReplied': {
      const assist = feedback.assists.find((one) => one.id === body.data.assist);
      if (assist !== undefined) Object.assign(assist, { repliedAt: at, reply: body.data.reply });
      for (const clock of feedback.clocks) if (clock.id === body.data.assist && clock.stoppedAt === null) clock.stoppedAt = at;
      return;
    }
    case 'feedback.proposed':
      return propose(state, feedback, event, body.data, done(body.data.doneAt));
    case 'feedback.approved': {
      const remedy = remedyOf(feedback, body.data.remedy);
      if (remedy !== undefined) Object.assign(remedy, { approval: body.data.approval, approvedBy: body.data.by, saidAt: body.data.saidAt, countersignBy: body.data.countersignBy });
      if (remedy !== undefined && body.data.approval !== 'refused') useRemedy(state, event, remedy.kind, body.data.by); // their limit covers it
      return;
    }
    case 'feedback.countersigned': {
      const remedy = remedyOf(feedback, body.data.remedy);
      if (remedy !== undefined) remedy.countersigned = true;
      return;
    }
    case 'feedback.agreed':
      feedback.agreed = { ...done(body.data.doneAt), outcome: body.data.outcome, reason: body.data.reason };
      for (const one of feedback.plan?.remedies ?? []) one.chosen = body.data.remedies.includes(one.remedy);
      return;
    case 'feedback.carriedOut': {
      const remedy = remedyOf(feedback, body.data.remedy);
      if (remedy !== undefined) remedy.carriedOut = { ...done(body.data.doneAt), evidence: body.data.evidence };
      return;
    }
    case 'feedback.followedThrough':
      feedback.followedThrough = { ...done(at), tookEffect: body.data.tookEffect, toldBy: body.data.toldBy, reason: body.data.reason, newDueAt: body.data.newDueAt };
      return;
    case 'feedback.answered':
      feedback.answer = body.data.answer;
      feedback.answeredBy = body.data.by;
      stop(feedback, ['acknowledged', 'contacted', 'answered'], at);
      if (!feedback.clocks.some((one) => one.id === body.data.clock.id && one.stoppedAt === null)) addClocks(feedback, [body.data.clock]);
      return;
    case 'feedback.closed':
      feedback.closedAt = at;
      feedback.closing = { at, staff: event.staff, measure: body.data.measure ?? null, whyNone: body.data.whyNone ?? null };
      stop(feedback, null, at);
      if (body.data.clock != null) addClocks(feedback, [body.data.clock]);
      return;
    case 'feedback.followUpTried':
      feedback.followUps.push({ at, staff: event.staff, reached: false, solved: null, onTime: null, result: null, manner: null, more: null });
      return;
    case 'feedback.followedUp': {
      const { feedback: _, reached, ...said } = body.data;
      if (reached) feedback.followUps.push({ at, staff: event.staff, reached, ...said });
      return stop(feedback, ['followedUp'], at);
    }
    case 'feedback.reopened':
      stop(feedback, null, at);
      Object.assign(feedback, { owner: body.data.owner, plan: null, agreed: null, followedThrough: null, answer: null, answeredBy: null, closing: null, closedAt: null });
      feedback.answerDueAt = body.data.clocks.find((one) => one.internalOnly !== true)?.dueAt ?? feedback.answerDueAt;
      return addClocks(feedback, body.data.clocks);
    case 'feedback.withdrawn':
      feedback.closedAt = at;
      return stop(feedback, null, at);
    case 'feedback.handedOver':
      feedback.owner = body.data.to;
      return;
    case 'feedback.escalated':
      feedback.owner = `role:${body.data.to}`;
      return;
    case 'feedback.urged':
      feedback.urges = body.data.times;
      return;
    case 'feedback.supervised':
      feedback.supervisions = body.data.times;
      return;
    case 'feedback.retyped':
      feedback.type = body.data.type;
      feedback.answerDueAt = body.data.answerDueAt;
      feedback.closedAt = null;
      feedback.closing = null;
      return addClocks(feedback, body.data.clocks);
    case 'feedback.corrected':
      return correct(feedback, body.data);
    case 'feedback.channelAdded':
      feedback.outside.push(body.data.outside);
      feedback.answerDueAt = body.data.answerDueAt;
      return addClocks(feedback, body.data.clocks);
    case 'feedback.graded':
      feedback.severity = body.data.severity;
      feedback.severityWhy = body.data.why;
      return;
    case 'feedback.phoned':
      feedback.phoned = { at, staff: event.staff, to: body.data.to };
      return;
    case 'feedback.clockPaused': {
      const clock = feedback.clocks.find((one) => one.id === body.data.clock);
      if (clock !== undefined) clock.pausedAt = at;
      return;
    }
    case 'feedback.clockResumed': {
      const clock = feedback.clocks.find((one) => one.id === body.data.clock);
      if (clock !== undefined) Object.assign(clock, { pausedAt: null, dueAt: body.data.dueAt });
      return sortClocks(feedback);
    }
    case 'feedback.alarmed': {
      const clock = feedback.clocks.find((one) => one.id === body.data.clock && one.stoppedAt === null);
      if (clock !== undefined) clock.alarmed = body.data.share;
      return;
    }
    case 'feedback.moved':
    case 'feedback.shown':
      return; // of the record only
    default:
      return assertNever(body);
  }
}

function file(state: State, event: HallEvent, data: Body<'feedback.filed'>): void {
  const feedback: Feedback = {
    ...untouched(),
    id: data.feedback, number: data.number, check: data.check, day: event.day, type: data.type, cause: data.cause, channel: data.channel, station: event.station,
    receivedAt: data.receivedAt, recordedAt: event.at, ticket: data.ticket, ticketNumber: data.ticketNumber, ticketDay: data.ticketDay,
    facts: data.facts, answerDueAt: data.answerDueAt, helpWanted: data.helpWanted, words: data.words, name: data.name, phone: data.phone,
    account: data.account ?? null, mood: data.mood ?? null, representatives: data.representatives ?? null, headcount: data.headcount ?? null, desire: data.desire ?? null,
    area: data.area ?? null, outage: data.outage ?? null, severity: data.severity ?? 'normal', severityWhy: data.severityWhy ?? [], named: data.named ?? [],
    outside: data.outsideNumber == null ? [] : [{ channel: data.channel, number: data.outsideNumber, receivedAt: data.receivedAt }],
    repeatOf: data.repeatOf ?? null, times: data.times ?? 1, sealedUp: data.passedUp === true,
    state: data.passedUp === true ? 'passedUp' : 'registered', owner: data.owner ?? 'role:lead', clocks: data.clocks.map(running), answer: null, answeredBy: null, closedAt: null, history: [],
  };
  state.feedback.set(feedback.id, feedback);
  if (event.original === undefined) state.feedbackNumbers = serialOf(data.number); // others number by themselves
  const ticket = data.ticket === null ? undefined : state.tickets.get(data.ticket);
  if (ticket !== undefined) ticket.feedback += 1;
  remember(state, data, event.at, event.station, state.hall?.zone ?? 'Asia/Shanghai');
  note(feedback, event, { type: 'feedback.filed', data });
}

function propose(state: State, feedback: Feedback, event: HallEvent, data: Body<'feedback.proposed'>, done: Done): void {
  const remedies = data.remedies.map((one): Remedy => ({ ...one, approvedBy: null, saidAt: null, countersignBy: null, countersigned: false, chosen: false, carriedOut: null }));
  feedback.plan = { ...done, remedies };
  feedback.agreed = null;
  for (const one of remedies) useRemedy(state, event, one.kind);
}

/** Counts a remedy against its limits: by person where one is known, else by station. Of the day, and of the hour before it. */
export function useRemedy(state: State, event: HallEvent, kind: string, staff = event.staff ?? `@${event.station}`): void {
  const zone = state.hall?.zone ?? 'Asia/Shanghai';
  const today = localDay(zone, event.at);
  state.lately.remedies = state.lately.remedies.filter((one) => localDay(zone, one.at) === today || event.at - one.at < 3_600_000);
  state.lately.remedies.push({ at: event.at, kind, staff });
}

function correct(feedback: Feedback, data: Body<'feedback.corrected'>): void {
  if (data.cause !== null) feedback.cause = data.cause;
  if (data.words !== null) feedback.words = data.words;
  if (data.named !== null) feedback.named = data.named;
  if (data.area !== null) feedback.area = data.area;
  if (data.outage !== null) feedback.outage = data.outage;
  if (data.owner !== null) feedback.owner = data.owner;
  if (data.passedUp) feedback.sealedUp = true;
}

function remedyOf(feedback: Feedback, id: string): Remedy | undefined {
  return feedback.plan?.remedies.find((one) => one.remedy === id);
}

function running(one: StartedClock): Clock {
  return { ...one, stoppedAt: null, pausedAt: null, alarmed: 0 };
}

function addClocks(feedback: Feedback, clocks: readonly StartedClock[]): void {
  feedback.clocks.push(...clocks.map(running));
  sortClocks(feedback);
}

/** Earliest first. */
function sortClocks(feedback: Feedback): void {
  feedback.clocks.sort((a, b) => a.dueAt - b.dueAt);
}

/** Stops the clocks that wait for one of these; all of them for null. */
function stop(feedback: Feedback, to: readonly string[] | null, at: number): void {
  for (const clock of feedback.clocks) if (clock.stoppedAt === null && (to === null || to.includes(clock.to))) clock.stoppedAt = at;
}

function note(feedback: Feedback, event: HallEvent, body: FeedbackEvent): void {
  if (!notHandling.includes(body.type)) {
    const actor = event.staff ?? `@${event.station}`;
    if (!feedback.handlers.includes(actor)) feedback.handlers.push(actor);
  }
  if (notTold.includes(body.type)) return;
  const data = body.data as { readonly doneAt?: number; readonly reason?: string | null; readonly place?: string; readonly to?: string };
  feedback.history.push({ at: data.doneAt ?? event.at, enteredAt: event.at, what: body.type, staff: event.staff, note: data.reason ?? data.place ?? data.to ?? null });
}

/** The event's own record is not changed by what happens after it. */
function structuredCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(structuredCopy) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, structuredCopy(one)])) as T;
}

type TogetherEvent = Extract<EventBody, { type: `cluster.${string}` | `warning.${string}` }>;

/** What clusters and warnings change. */
export function applyTogether(state: State, event: HallEvent, body: TogetherEvent): void {
  switch (body.type) {
    case 'cluster.found':
      state.clusters.push({ id: body.data.cluster, cause: body.data.cause, since: event.at, feedback: [...body.data.feedback], answeredAt: null });
      for (const id of body.data.feedback) join(state, id, body.data.cluster);
      return;
    case 'cluster.joined':
      state.clusters.find((one) => one.id === body.data.cluster)?.feedback.push(body.data.feedback);
      return join(state, body.data.feedback, body.data.cluster);
    case 'cluster.answered': {
      const cluster = state.clusters.find((one) => one.id === body.data.cluster);
      if (cluster !== undefined) cluster.answeredAt = event.at;
      return;
    }
    case 'warning.found': {
      const { warning, ...data } = body.data;
      state.warnings = [...state.warnings.filter((one) => one.kind !== data.kind || one.subject !== data.subject), { id: warning, ...data, at: event.at }].slice(-200);
      return;
    }
    case 'warning.seen':
      state.warnings = state.warnings.filter((one) => one.id !== body.data.warning);
      return;
    default:
      return assertNever(body);
  }
}

function join(state: State, id: string, cluster: string): void {
  const feedback = state.feedback.get(id);
  if (feedback !== undefined) feedback.cluster = cluster;
}
