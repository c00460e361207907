import type { FactSheet } from '../../../shared/events.ts';

/** One thing to say: a key of feedback.say and its words. `inside` is not for the customer. */
export interface Line {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly mark?: 'bad' | 'inside';
}
export interface Sayer {
  time(at: number): string;
  minutes(seconds: number): string;
  atMost(seconds: number): string;
  counter(no: string): string;
  /** One who was called first, with the reason. */
  before(number: string, why: FactSheet['calledBefore'][number]['why']): string;
  incident(kind: string): string;
  unknown(what: string): string;
  readonly comma: string;
}

/** A fact sheet in sentences that a clerk can say aloud, the one that matters most first. */
export function factLines(facts: FactSheet, say: Sayer): readonly Line[] {
  return [
    ...waitLines(facts, say),
    ...standardLines(facts, say),
    ...counterLines(facts, say),
    ...beforeLines(facts, say),
    ...restLines(facts, say),
  ];
}

function waitLines(facts: FactSheet, say: Sayer): Line[] {
  const wait = say.minutes(facts.waitSeconds);
  const time = say.time(facts.issuedAt);
  const lines: Line[] = [];
  if (facts.calledAt !== null) lines.push({ key: 'called', values: { time, wait, called: say.time(facts.calledAt) } });
  else if (facts.leftAt !== null) lines.push({ key: 'left', values: { time, wait, left: say.time(facts.leftAt) } });
  else lines.push({ key: 'waiting', values: { time, wait } });
  if (facts.openedAt !== null) {
    const time = say.time(facts.openedAt);
    lines.push(
      facts.standardWaitSeconds > 0
        ? { key: 'preOpen', values: { time, wait: say.minutes(facts.standardWaitSeconds) } }
        : { key: 'preOpenNotYet', values: { time } },
    );
  }
  lines.push({ key: 'ahead', values: { n: facts.aheadAtIssue } });
  if (facts.quoted !== null && facts.quoted.boundSeconds > 0) {
    lines.push({ key: 'quoted', values: { likely: say.atMost(facts.quoted.likelySeconds), bound: say.atMost(facts.quoted.boundSeconds) } });
    if (facts.overQuote === true && facts.waitSeconds >= facts.quoted.boundSeconds + 60)
      lines.push({ key: 'overQuote', values: {}, mark: 'bad' });
  }
  return lines;
}

function standardLines(facts: FactSheet, say: Sayer): Line[] {
  const { standard } = facts;
  if (standard === null) return [];
  const outcome = standard.kind === 'average' ? 'average' : facts.overStandard === true ? 'broken' : 'kept';
  const over = say.atMost(Math.max(60, facts.standardWaitSeconds - standard.seconds));
  const mark = standard.audience === 'internal' ? 'inside' : facts.overStandard === true ? 'bad' : undefined;
  return [
    {
      key: standard.audience === 'public' ? 'promise' : 'target',
      values: { n: standard.seconds / 60, outcome, wait: over },
      ...(mark === undefined ? {} : { mark }),
    },
  ];
}

function counterLines(facts: FactSheet, say: Sayer): Line[] {
  if (facts.counters.length === 0) return [];
  const open = facts.counters.filter((one) => one.openSeconds > 0).length;
  const paused = facts.counters.filter((one) => one.pausedSeconds >= 60);
  return [
    { key: 'countersOpen', values: { n: open } },
    ...paused.map((one) => ({ key: 'paused', values: { counter: say.counter(one.counter), wait: say.minutes(one.pausedSeconds) } })),
  ];
}

function beforeLines(facts: FactSheet, say: Sayer): Line[] {
  if (facts.calledBeforeCount === 0) return [{ key: 'beforeNone', values: {} }];
  const shown = facts.calledBefore.slice(0, 6).map((one) => say.before(one.number, one.why));
  const list = shown.join(say.comma) + (facts.calledBeforeCount > shown.length ? '…' : '');
  return [{ key: 'before', values: { n: facts.calledBeforeCount, list } }];
}

function restLines(facts: FactSheet, say: Sayer): Line[] {
  const incidents = facts.incidents.map(
    (one): Line =>
      one.to === null
        ? { key: 'incidentOpen', values: { from: say.time(one.from), what: say.incident(one.kind) } }
        : { key: 'incident', values: { from: say.time(one.from), to: say.time(one.to), what: say.incident(one.kind) } },
  );
  if (facts.unknown.length === 0) return incidents;
  return [...incidents, { key: 'unknown', values: { list: facts.unknown.map(say.unknown).join(say.comma) } }];
}
