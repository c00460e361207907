export type Tongue = 'zh' | 'en';
/** What of a voice counts here. */
export type VoiceLike = Pick<SpeechSynthesisVoice, 'lang' | 'name' | 'localService'>;

/** Mandarin, not Cantonese: what is read out is written for it. */
const mandarin = /^(cmn|zh)\b(?!.*(hk|mo|yue))/i;
const fits: Readonly<Record<Tongue, RegExp>> = { zh: mandarin, en: /^en\b/i };

/**
 * The voice of that language that this machine has itself, or null. Never a remote one: it would send every call of the
 * hall to somebody else and fall silent with the network.
 */
export function voiceFor<V extends VoiceLike>(voices: readonly V[], tongue: Tongue): V | null {
  const own = voices.filter((one) => one.localService && fits[tongue].test(one.lang.replaceAll('_', '-')));
  return own.find((one) => /^(zh|cmn)-(hans-)?cn/i.test(one.lang.replaceAll('_', '-')) || /mandarin/i.test(one.name)) ?? own[0] ?? null;
}

/** Whether calls can be spoken here: a Mandarin voice is what a hall needs. */
export function voiceState(voices: readonly VoiceLike[]): 'there' | 'missing' {
  return voiceFor(voices, 'zh') === null ? 'missing' : 'there';
}
