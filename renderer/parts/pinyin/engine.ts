/** One thing a typist may pick: the characters, and how many of the typed letters they stand for. */
export interface Candidate {
  readonly text: string;
  readonly uses: number;
}
interface Word {
  readonly letters: string;
  readonly initials: string;
  readonly texts: readonly string[];
}
export interface Dictionary {
  readonly chars: ReadonlyMap<string, string>;
  /** Most used first. */
  readonly words: readonly Word[];
  readonly exact: ReadonlyMap<string, readonly string[]>;
}
const most = 60;

/** Reads the data file: a line a syllable with its characters, a line a word, both most used first. */
export function readDictionary(data: { readonly chars: string; readonly words: string }): Dictionary {
  const chars = new Map<string, string>();
  for (const line of data.chars.split('\n')) {
    const [syllable = '', list = ''] = line.split(' ');
    chars.set(syllable, list);
  }
  const exact = new Map<string, string[]>();
  const words = data.words.split('\n').map((line) => {
    const [key = '', ...texts] = line.split(' ');
    const syllables = key.split("'");
    const letters = syllables.join('');
    exact.set(letters, [...(exact.get(letters) ?? []), ...texts]);
    return { letters, initials: syllables.map((one) => one[0]).join(''), texts };
  });
  return { chars, words, exact };
}

/**
 * What the letters may stand for, likeliest first: words that fit exactly, words that fit the beginning,
 * words by their initials, words begun, then single characters.
 */
export function candidates(dictionary: Dictionary, letters: string): readonly Candidate[] {
  if (letters === '') return [];
  const found = new Map<string, Candidate>();
  const add = (texts: Iterable<string>, uses: number) => {
    for (const text of texts) if (!found.has(text)) found.set(text, { text, uses });
  };
  const syllable = longestSyllable(dictionary, letters);
  for (let end = letters.length; end > (syllable?.length ?? 0); end--) add(dictionary.exact.get(letters.slice(0, end)) ?? [], end);
  if (letters.length >= 2 && letters !== syllable) {
    for (const word of dictionary.words) if (word.initials === letters) add(word.texts, letters.length);
  }
  const firm = syllable === letters && syllable.length < 3 ? add : null;
  firm?.(dictionary.chars.get(letters) ?? '', letters.length);
  if (letters.length >= 3) {
    let begun = 0;
    for (const word of dictionary.words) {
      if (begun >= 12) break;
      if (word.letters.length > letters.length && word.letters.startsWith(letters)) {
        add(word.texts.slice(0, 1), letters.length);
        begun++;
      }
    }
  }
  for (let end = Math.min(6, letters.length); end > 0; end--) add(dictionary.chars.get(letters.slice(0, end)) ?? '', end);
  if (syllable === null) {
    for (const [name, list] of dictionary.chars) if (name.startsWith(letters)) add(list.slice(0, 4), letters.length);
  }
  return [...found.values()].slice(0, most);
}

function longestSyllable(dictionary: Dictionary, letters: string): string | null {
  for (let end = Math.min(6, letters.length); end > 0; end--) if (dictionary.chars.has(letters.slice(0, end))) return letters.slice(0, end);
  return null;
}
