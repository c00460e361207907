import { describe, expect, it } from 'vitest';
import data from '../../../renderer/parts/pinyin/data.json';
import { candidates, readDictionary } from '../../../renderer/parts/pinyin/engine.ts';

const dictionary = readDictionary(data);
const texts = (letters: string) => candidates(dictionary, letters).map((one) => one.text);

describe('the pinyin keyboard', () => {
  it.each([
    ['paidui', '排队'],
    ['denghou', '等候'],
    ['women', '我们'],
    ['dianfei', '电费'],
    ['guitai', '柜台'],
    ['taijiule', '太久了'],
  ])('offers the whole word for %s first', (letters, word) => {
    expect(candidates(dictionary, letters)[0]).toEqual({ text: word, uses: letters.length });
  });

  it('knows words by their initials', () => expect(texts('yyt')).toContain('营业厅'));

  it('takes the beginning of a long row of letters and leaves the rest', () => {
    const [first] = candidates(dictionary, 'womendeng');
    expect(first).toEqual({ text: '我们', uses: 5 });
    expect(candidates(dictionary, 'womendeng').some((one) => one.uses === 2)).toBe(true);
  });

  it('offers common characters for a syllable and something for half of one', () => {
    expect(texts('de').slice(0, 3)).toContain('的');
    expect(texts('zh').length).toBeGreaterThan(0);
    expect(texts('lv')).toContain('绿');
  });

  it('offers nothing for nothing, and never more than uses letters', () => {
    expect(candidates(dictionary, '')).toEqual([]);
    for (const letters of ['a', 'xian', 'zhuang', 'qqq', 'vvvv', 'woyaotousu']) {
      for (const one of candidates(dictionary, letters)) expect(one.uses).toBeLessThanOrEqual(letters.length);
    }
  });
});
