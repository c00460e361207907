import type { Guides } from '../guides.ts';
import type { CaseView } from './context.tsx';
import type { Stop } from './steps.ts';

/** What a phrase may name, as far as it is known. */
export type Known = Readonly<Record<string, string | undefined>>;
/** Stands for what is not known: the clerk fills it in while speaking. */
export const gap = '＿＿';

/** A phrase with what is known put in. Nothing is guessed, and no standard is ever named. */
export function fill(phrase: string, known: Known): string {
  return phrase.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? gap);
}

export interface Speaker {
  readonly time: (at: number) => string;
  readonly dateTime: (at: number) => string;
  readonly say: (zh: string) => string;
  readonly hall: string;
  readonly phone: string | undefined;
  readonly staffNo: string | null;
  readonly service: (id: string) => string;
}

const some = <K extends string>(key: K, value: string | null | undefined): Known => (value === null || value === undefined || value === '' ? {} : { [key]: value });

/** By when the customer may be told that they have an answer: what is only for inside never counts. */
export function toldDue(value: CaseView): number | null {
  const open = value.clocks.filter((one) => !one.internalOnly && one.stoppedAt === null && (one.to === 'answered' || one.to === 'closed'));
  return open.length === 0 ? null : Math.min(...open.map((one) => one.dueAt));
}

/** What is known of a case, for its phrases. */
export function knownOf(value: CaseView, speaker: Speaker): Known {
  const { facts, plan, row } = value;
  const remedies = (plan?.remedies ?? []).filter((one) => one.approval !== 'refused');
  const [first, second] = remedies.map((one) => one.note ?? speaker.say(one.zh));
  const chosen = remedies.find((one) => one.chosen);
  const due = value.followedThrough?.newDueAt ?? toldDue(value);
  return {
    hall: speaker.say(speaker.hall),
    ...some('hallPhone', speaker.phone),
    ...some('staffNo', speaker.staffNo),
    ...some('planA', first),
    ...some('planB', second),
    ...some('plan', chosen === undefined ? first : (chosen.note ?? speaker.say(chosen.zh))),
    ...(due === null ? {} : { due: speaker.dateTime(due) }),
    date: speaker.dateTime(row.receivedAt).replace(/\s*\d{2}:\d{2}$/, '').replace(/,$/, ''),
    ...some('reason', value.followedThrough?.reason),
    ...some('improvement', value.closing?.measure?.what),
    ...some('surname', value.name?.slice(0, 1)),
    ...(facts === null ? {} : {
      issuedAt: speaker.time(facts.issuedAt),
      waited: String(Math.floor(facts.waitSeconds / 60)),
      ahead: String(facts.aheadAtIssue),
      service: speaker.service(facts.service),
    }),
  };
}

/** The situations of settings.situationPhrases that a case is in, for a stop. */
export function situationsOf(value: CaseView, stop: Stop): readonly string[] {
  const { row, severityWhy, facts } = value;
  const category = row.cause.slice(0, 1);
  const asked: readonly (readonly [Stop, string, boolean])[] = [
    ['listen', 'namedStaff', value.named.length > 0],
    ['listen', 'media', severityWhy.includes('media')],
    ['listen', 'filming', severityWhy.includes('media')],
    ['listen', 'group', (value.row.headcount ?? 0) > 1],
    ['listen', 'called95598', value.outside.some((one) => one.channel === '95598')],
    ['sympathise', 'outage', category === 'O' || category === 'F'],
    ['analyse', 'queueJump', (row.cause === 'Q06' || row.cause === 'Q07') && facts !== null && facts.calledBefore.every((one) => one.why === 'priority')],
    ['analyse', 'systemDown', row.cause === 'Q16' || (facts?.incidents.some((one) => one.to === null) ?? false)],
    ['analyse', 'closing', row.cause === 'Q15'],
    ['propose', 'refuse', value.desire === 'compensate'],
    ['propose', 'noPowerAtHome', category === 'D'],
  ];
  return asked.filter(([at, , there]) => at === stop && there).map(([, name]) => name);
}

/** The wrong ways (settings.wrongWays) that belong to a stop, by their number. */
const wrongWaysOf: Readonly<Record<Stop, readonly number[]>> = { listen: [7, 4], sympathise: [1, 2], analyse: [8, 2], propose: [3], agree: [6], followThrough: [3], close: [1], followUp: [] };

/** The mistake to name at a stop. */
export function wrongWayOf(guides: Guides, stop: Stop) {
  return guides.wrongWays.find((one) => wrongWaysOf[stop].includes(one.no));
}
