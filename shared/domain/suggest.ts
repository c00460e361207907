/**
 * The words that speak for each cause, with weights. In a keyword `#` stands for a number, `…` for a few characters between.
 * A negative weight speaks against it.
 */
export interface KeywordModel {
  /** A cause with less than this is not suggested. */
  readonly atLeast: number;
  /** Cause -> keyword -> weight. */
  readonly causes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Question of settings.severity -> words that call for asking it. */
  readonly questions: Readonly<Record<string, readonly string[]>>;
}

/** A cause that the words speak for, with the words that said so, as the customer said them. */
export interface Suggestion {
  readonly cause: string;
  readonly score: number;
  readonly found: readonly string[];
}

const most = 3;
const number = '[0-9一二两三四五六七八九十几半多百个]+';
const patterns = new Map<string, RegExp>();

/** Full-width digits and spaces make no difference. */
function plain(words: string): string {
  return words.replaceAll(/\s+/g, '').replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

function patternOf(keyword: string): RegExp {
  const known = patterns.get(keyword);
  if (known !== undefined) return known;
  const escaped = keyword.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('#', number).replaceAll('…', '[^,，。.；;！!？?]{0,8}?');
  const made = new RegExp(escaped);
  patterns.set(keyword, made);
  return made;
}

/** What of `keywords` stands in the text; one that is only a part of another one found says nothing of its own. */
function hits(text: string, keywords: Readonly<Record<string, number>>): { readonly found: readonly string[]; readonly score: number } {
  const all = Object.entries(keywords).flatMap(([keyword, weight]) => {
    const match = patternOf(keyword).exec(text);
    return match === null ? [] : [{ from: match.index, to: match.index + match[0].length, text: match[0], weight }];
  });
  const within = (one: { from: number; to: number }, other: { from: number; to: number }) =>
    other.from <= one.from && one.to <= other.to && other.to - other.from > one.to - one.from;
  const kept = all.filter((one) => !all.some((other) => within(one, other)));
  return {
    score: kept.reduce((sum, one) => sum + one.weight, 0),
    found: [...new Set(kept.filter((one) => one.weight > 0).sort((a, b) => a.from - b.from).map((one) => one.text))],
  };
}

/**
 * Up to three causes that the customer's words speak for, the likeliest first, each with the words it goes by.
 * Only a proposal: whoever files chooses.
 */
export function suggest(words: string, model: KeywordModel): readonly Suggestion[] {
  const text = plain(words);
  if (text === '') return [];
  const scored = Object.entries(model.causes).map(([cause, keywords]) => ({ cause, ...hits(text, keywords) }));
  const good = scored.filter((one) => one.score >= model.atLeast).sort((a, b) => b.score - a.score);
  const best = good[0]?.score ?? 0;
  return good.filter((one) => one.score * 2 >= best).slice(0, most);
}

/** The questions of severity that the words call for. */
export function questionsHit(words: string, model: KeywordModel): readonly string[] {
  const text = plain(words);
  return Object.entries(model.questions).flatMap(([question, keywords]) => (keywords.some((one) => patternOf(one).test(text)) ? [question] : []));
}
