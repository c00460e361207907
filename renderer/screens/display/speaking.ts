import { type Call, readOut } from './announcing.ts';
import type { Tongue } from './voices.ts';

/** What makes the noise; a test passes its own. */
export interface Tools {
  chime(): Promise<void>;
  /** Done when it has been said, or at once where there is no voice for it. */
  speak(text: string, tongue: Tongue): Promise<void>;
  /** Ends what is being said. */
  hush(): void;
  pause(milliseconds: number): Promise<void>;
}
interface Words {
  readonly zh: string;
  /** Null where calls are made in Chinese only. */
  readonly en: string | null;
}

/** Each call stands at least this long, however many wait behind it. */
const stands = 6000;
/** And at most this long for a language, so that a voice that hangs holds nobody up. */
const atMost = 7000;

/** What is said for a call: number and counter digit by digit, as the hall words it. */
export function wordsOf(call: Call, voice: { readonly ordinary: string; readonly priority: string }, english: string | null): Words {
  const counter = String(call.counter);
  const fill = (text: string, english: boolean) =>
    text.replace('{number}', readOut(call.number, english)).replace('{counter}', readOut(counter, english));
  return { zh: fill(call.priority ? voice.priority : voice.ordinary, false), en: english === null ? null : fill(english, true) };
}

/** Chime, Chinese, then English, one after the other; done in its time whatever the voice does. */
export async function announce(words: Words, tools: Tools): Promise<void> {
  let over = false;
  const said = async () => {
    await tools.chime();
    if (!over) await tools.speak(words.zh, 'zh');
    if (!over && words.en !== null) await tools.speak(words.en, 'en');
  };
  await Promise.all([Promise.race([said(), tools.pause(words.en === null ? atMost : 2 * atMost)]), tools.pause(stands)]);
  // Nothing of this call may run into the next one.
  over = true;
  tools.hush();
}
