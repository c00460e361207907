import { describe, expect, it } from 'vitest';
import type { Call } from '../../../renderer/screens/display/announcing.ts';
import { announce, type Tools, wordsOf } from '../../../renderer/screens/display/speaking.ts';
import { voiceFor, voiceState } from '../../../renderer/screens/display/voices.ts';

const call = (number: string, counter: number, priority = false): Call => ({ key: number, number, counter, counterZh: '', at: 0, recall: 0, priority });
const voice = { ordinary: '请 {number} 号到 {counter} 号柜台', priority: '请优先客户 {number} 到 {counter} 号柜台' };

describe('what is said', () => {
  it('is read digit by digit, number and counter', () => {
    expect(wordsOf(call('A012', 3), voice, null)).toEqual({ zh: '请 A 零 一 二 号到 三 号柜台', en: null });
    expect(wordsOf(call('B120', 12, true), voice, 'Number {number}, please go to counter {counter}')).toEqual({
      zh: '请优先客户 B 一 二 零 到 一 二 号柜台',
      en: 'Number B 1 2 0, please go to counter 1 2',
    });
  });
});

describe('saying it', () => {
  const tools = (log: string[], more: Partial<Tools> = {}): Tools => ({
    chime: async () => void log.push('chime'),
    speak: async (text, tongue) => {
      log.push(`${tongue} begins`);
      await Promise.resolve();
      log.push(`${tongue} ${text}`);
    },
    hush: () => void log.push('hush'),
    pause: async () => {},
    ...more,
  });

  it('is chime, Chinese, English, one after the other, and silence at the end', async () => {
    const log: string[] = [];
    await announce({ zh: '甲', en: 'a' }, tools(log, { pause: (ms) => (ms === 6000 ? Promise.resolve() : new Promise(() => {})) }));
    expect(log).toEqual(['chime', 'zh begins', 'zh 甲', 'en begins', 'en a', 'hush']);
  });

  it('ends in its time although the voice never does', async () => {
    const log: string[] = [];
    await announce({ zh: '甲', en: null }, tools(log, { speak: () => new Promise(() => {}) }));
    expect(log.at(-1)).toBe('hush');
  });

  it('says nothing more of a call whose time is over', async () => {
    const log: string[] = [];
    let end = () => {};
    const speak: Tools['speak'] = (_text, tongue) => {
      log.push(tongue);
      return new Promise((resolve) => {
        end = resolve;
      });
    };
    await announce({ zh: '甲', en: 'a' }, tools(log, { speak, hush: () => end() }));
    await new Promise((resolve) => setTimeout(resolve));
    expect(log).not.toContain('en');
  });

  it('stands as long as it should although it was said sooner', async () => {
    const waited: number[] = [];
    await announce({ zh: '甲', en: null }, tools([], { pause: async (ms) => void waited.push(ms) }));
    expect(waited).toContain(6000);
  });
});

describe('the voice', () => {
  const local = (lang: string, name = lang) => ({ lang, name, localService: true });

  it('is the machine’s own, never a remote one', () => {
    const remote = { lang: 'zh-CN', name: 'Google 普通话', localService: false };
    expect(voiceFor([remote], 'zh')).toBeNull();
    expect(voiceState([remote])).toBe('missing');
    expect(voiceFor([remote, local('zh-CN')], 'zh')?.localService).toBe(true);
  });

  it('speaks Mandarin, not Cantonese', () => {
    expect(voiceFor([local('zh-HK'), local('yue'), local('zh-yue')], 'zh')).toBeNull();
    expect(voiceFor([local('zh-TW'), local('zh_CN')], 'zh')?.lang).toBe('zh_CN');
    expect(voiceFor([local('cmn')], 'zh')?.lang).toBe('cmn');
    expect(voiceFor([local('cmn-latn-pinyin'), local('cmn', 'Chinese (Mandarin)')], 'zh')?.lang).toBe('cmn');
  });

  it('is there or missing by its Mandarin', () => {
    expect(voiceState([local('en-US')])).toBe('missing');
    expect(voiceState([local('en-US'), local('zh-CN')])).toBe('there');
    expect(voiceFor([local('en-GB')], 'en')?.lang).toBe('en-GB');
  });
});
