import { describe, expect, it } from 'vitest';
import { problemCodes } from '../../../shared/result.ts';
import defaults from '../../../shared/defaults.zh-CN.json';
import { en } from '../../../renderer/i18n/en/index.ts';
import { problems } from '../../../renderer/i18n/problems.ts';
import { causeWords } from '../../../renderer/i18n/words/causes.ts';
import { handlingWords } from '../../../renderer/i18n/words/handling.ts';
import { addWords, englishOf } from '../../../renderer/i18n/words/index.ts';
import { phraseWords } from '../../../renderer/i18n/words/phrases.ts';
import { staffWords } from '../../../renderer/i18n/words/staff.ts';
import { guidesOf } from '../../../renderer/parts/staff/guides.ts';
import { shippedSettings } from '../../support/fixture.ts';
import { zh } from '../../../renderer/i18n/zh/index.ts';

addWords(staffWords);
addWords(causeWords);
addWords(handlingWords);
addWords(phraseWords);
const han = /\p{Script=Han}/u;

function leaves(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, one]) => leaves(one, `${path}.${key}`));
}
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((one) => one[1]).sort();

describe('words on screen', () => {
  const english = new Map(leaves(en));

  it('are the same in both languages, with the same holes to fill', () => {
    for (const [path, text] of leaves(zh)) {
      expect(english.get(path), path).toBeTypeOf('string');
      expect(holes(english.get(path) ?? ''), path).toEqual(holes(text));
    }
    expect(english.size).toBe(leaves(zh).length);
  });

  it('are English in English', () => {
    const allowed = new Set(['.common.language', '.kiosk.toPinyin']);
    for (const [path, text] of leaves(en)) if (!allowed.has(path)) expect(han.test(text), `${path}: ${text}`).toBe(false);
  });

  it('say for every problem what happened and what to do, in both languages', () => {
    for (const code of problemCodes) {
      const { zh: chinese, en: english } = problems[code];
      expect(chinese, code).toMatch(/[。]$/);
      expect(english, code).toMatch(/\.$/);
    }
  });

  it('have English for every text of the shipped defaults that a screen shows', () => {
    const shown = [
      defaults.hall.name,
      defaults.hall.closing.kioskNotice,
      defaults.queueRules.noShow.kioskText,
      ...defaults.services.flatMap((one) => [one.zh, one.kioskHint, one.kioskAnswer ?? '']),
      ...defaults.classes.map((one) => one.zh),
      ...defaults.counters.map((one) => one.zh),
      ...defaults.pauseReasons.flatMap((one) => [one.internal, one.customer]),
      ...defaults.hallIncidents.flatMap((one) => [one.zh, one.kiosk.includes('{') ? '' : one.kiosk]),
      ...defaults.requestTypes.map((one) => one.zh),
      ...defaults.channels.map((one) => one.zh),
      ...defaults.clocks.map((one) => one.zh),
      ...defaults.categories.flatMap((one) => [one.zh, ...one.causes.map((cause) => cause.zh)]),
      ...defaults.queueRules.park.reasons,
      ...defaults.scale5.labels,
    ];
    const missing = [...new Set(shown)].filter((text) => text !== '' && han.test(englishOf(text)));
    expect(missing).toEqual([]);
  });

  it('have English for how a case is handled: steps, phrases, remedies, questions, hints', () => {
    const guides = guidesOf(shippedSettings());
    const shown = [
      ...guides.steps.flatMap((one) => [one.zh, ...one.onRecord, ...one.avoid, ...one.phrases.calm, ...one.phrases.upset]),
      ...['shouting', 'filming', 'media', 'systemDown', 'closing', 'queueJump', 'namedStaff', 'namedSelf', 'called95598', 'group', 'outage', 'refuse', 'noPowerAtHome'].flatMap((one) => guides.situations[one] ?? ['中']),
      ...guides.wrongWays.flatMap((one) => [one.zh, one.instead]),
      ...guides.forbidden,
      ...guides.principles,
      ...Object.values(guides.tips).flatMap((list) => list.flatMap((one) => [one.zh, one.say])),
      ...guides.followUp.questions.flatMap((one) => [one.zh, ...one.options]),
      guides.followUp.opening,
      guides.followUp.closing,
      ...Object.values(guides.onSeverity).flat(),
      ...defaults.remedies.flatMap((one) => [one.zh, one.note ?? '']),
      ...defaults.verdicts.truth.map((one) => one.zh),
      ...defaults.verdicts.responsibility.map((one) => one.zh),
      ...defaults.departments.map((one) => one.zh),
      ...defaults.desires.map((one) => one.zh),
      ...defaults.moods.map((one) => one.zh),
      ...defaults.severity.questions.map((one) => one.zh),
    ];
    expect([...new Set(shown)].filter((text) => text !== '' && han.test(englishOf(text)))).toEqual([]);
  });

  it('keep the same gaps to fill in both languages', () => {
    const gaps = (text: string) => [...text.matchAll(/\{\w+\}/g)].map((one) => one[0]).sort();
    for (const [zh, en] of Object.entries(phraseWords)) expect(gaps(en), zh).toEqual(gaps(zh));
  });

  it('never translate what a hall has changed', () => {
    expect(englishOf('交电费和购电')).toBe('交电费和购电');
    expect(englishOf('交电费和购电', 'Pay here')).toBe('Pay here');
    expect(englishOf('12号窗口')).toBe('Counter 12');
  });
});
