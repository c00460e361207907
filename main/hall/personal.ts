import type { View } from '../../shared/contract.ts';
import type { Feedback, State } from '../../shared/domain/state.ts';
import type { Mood } from '../../shared/feedback/model.ts';
import type { Sealed } from '../../shared/events.ts';
import type { KeyStore } from '../store/keys.ts';

type Detail = View<'feedback'>;
/** What of the view `feedback` is sealed. */
type Texts = Pick<Detail, 'personal' | 'words' | 'name' | 'phone' | 'account' | 'mood' | 'representatives' | 'answer' | 'sympathised' | 'analysed' | 'statements' | 'assists' | 'followUps'>;
/** The view as it is without keys, with room for the texts inside the steps. */
export type Bare = Omit<Detail, 'personal' | 'words' | 'name' | 'phone' | 'account' | 'mood' | 'representatives' | 'answer'>;

/**
 * The personal data of a feedback as the caller may see it now: `shown` for some minutes after they asked for it, else
 * masked: contact and texts are left out, a phone is 138****5678. The mood is for handlers, and always there (SPEC 1.11).
 */
export async function personalOf(state: State, keys: Pick<KeyStore, 'open'>, feedback: Feedback, bare: Bare, shown: boolean): Promise<Texts> {
  const read = async (sealed: Sealed | null | undefined) => (sealed == null ? null : keys.open(sealed));
  const { words, name, phone, account, mood, representatives, answer } = feedback;
  const all = await Promise.all([words, name, phone, account, representatives, answer].map(read));
  const [said = null, who = null, number = null, place = null, group = null, told = null] = all;
  const sealed = [words, name, phone, account, representatives, answer].filter((one) => one !== null);
  const personal = sealed.length === 0 ? 'none' : all.some((one) => one !== null) ? (shown ? 'shown' : 'masked') : sealed.every((one) => state.forgotten.has(one.key)) ? 'forgotten' : 'locked';
  /** A text that only who asked for it sees. */
  const text = async (of: Sealed | null | undefined) => (shown ? read(of) : null);
  return {
    personal, words: shown ? said : null, name: shown ? who : null, phone: number === null ? null : shown ? number : maskPhone(number), account: shown ? place : null, answer: shown ? told : null,
    mood: (await read(mood)) as Mood | null, representatives: representativesIn(group, shown),
    sympathised: bare.sympathised === null ? null : { ...bare.sympathised, words: await text(feedback.sympathised?.words) },
    analysed: bare.analysed === null ? null : { ...bare.analysed, finding: await text(feedback.analysed?.finding) },
    statements: await Promise.all(bare.statements.map(async (one, at) => ({ ...one, statement: await text(feedback.statements[at]?.statement) }))),
    assists: await Promise.all(bare.assists.map(async (one, at) => ({ ...one, what: await text(feedback.assists[at]?.what), reply: await text(feedback.assists[at]?.reply) }))),
    followUps: await Promise.all(bare.followUps.map(async (one, at) => ({ ...one, more: await text(feedback.followUps[at]?.more) }))),
  };
}

/** The view `feedback` masked again, where it was shown; for a station whose host cannot say any more how long it may be. */
export function maskAgain(view: Detail): Detail {
  if (view.personal !== 'shown') return view;
  return {
    ...view, personal: 'masked', words: null, name: null, phone: view.phone === null ? null : maskPhone(view.phone), account: null, answer: null,
    representatives: view.representatives.map((one) => ({ name: '***', phone: one.phone === null ? null : maskPhone(one.phone) })),
    sympathised: view.sympathised === null ? null : { ...view.sympathised, words: null }, analysed: view.analysed === null ? null : { ...view.analysed, finding: null },
    statements: view.statements.map((one) => ({ ...one, statement: null })), assists: view.assists.map((one) => ({ ...one, what: null, reply: null })), followUps: view.followUps.map((one) => ({ ...one, more: null })),
  };
}

/** Who speaks for a group. Masked: how many, and their phones as everywhere. */
function representativesIn(text: string | null, shown: boolean): Detail['representatives'] {
  const list = text === null ? [] : (JSON.parse(text) as readonly { readonly name: string; readonly phone?: string }[]);
  return list.map((one) => ({ name: shown ? one.name : '***', phone: one.phone === undefined ? null : shown ? one.phone : maskPhone(one.phone) }));
}

/** 138****5678 */
export function maskPhone(phone: string): string {
  return phone.replace(/^(.{3}).*(.{4})$/, '$1****$2');
}
