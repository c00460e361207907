import type { Sealed } from '../basics.ts';
import type { Feedback } from './feedbackState.ts';

function keys(sealed: readonly (Sealed | null)[]): string[] {
  return [...new Set(sealed.flatMap((one) => (one === null ? [] : [one.key])))];
}

/** The key of what was said: words, statements, findings, answers. */
export function wordKeys(feedback: Feedback): string[] {
  return keys([
    feedback.words, feedback.answer, feedback.mood, feedback.sympathised?.words ?? null, feedback.analysed?.finding ?? null, ...feedback.statements.map((one) => one.statement),
    ...feedback.assists.flatMap((one) => [one.what, one.reply]), ...feedback.followUps.map((one) => one.more),
  ]);
}

/** The key of who it was: name, phone, account, representatives. */
export function contactKeys(feedback: Feedback): string[] {
  return keys([feedback.name, feedback.phone, feedback.account, feedback.representatives]);
}

/** Every key whose loss forgets the person, or their contact alone. A key that seals words too stays with the words. */
export function keysOf(feedback: Feedback, part: 'all' | 'contact'): string[] {
  const [contact, words] = [contactKeys(feedback), wordKeys(feedback)];
  return part === 'all' ? [...new Set([...contact, ...words])] : contact.filter((one) => !words.includes(one));
}
