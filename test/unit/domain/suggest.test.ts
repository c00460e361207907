import { describe, expect, it } from 'vitest';
import { questionsHit, suggest } from '../../../shared/domain/suggest.ts';
import model from '../../../shared/feedback/keywords.zh-CN.json';
import defaults from '../../../shared/defaults.zh-CN.json';

/** As customers say it at the counter, and what a clerk would choose. */
const said: readonly (readonly [string, string])[] = [
  ['我等了两个小时了,还没叫到我', 'Q01'],
  ['取号时说十五分钟,结果等了四十分钟', 'Q02'],
  ['这么多人就开了两个窗口,怎么不多开几个', 'Q03'],
  ['3号柜台里面有人坐着不办业务', 'Q04'],
  ['后来的人比我先办,是不是插队', 'Q06'],
  ['我就上个厕所回来,过号了不给我办', 'Q08'],
  ['喇叭声音太小,根本没听见叫我', 'Q09'],
  ['才五点二十就不给取号了,还没到下班时间呢', 'Q15'],
  ['你们那个女的态度很差,问一句翻白眼', 'S01'],
  ['他骂我,说的脏话', 'S03'],
  ['这边说找那边,那边说不归我管,踢皮球', 'S04'],
  ['上班玩手机,叫了几声不答应', 'S05'],
  ['为了个过户我跑了三趟,每次都说还缺材料,没告诉我一次说清', 'B01'],
  ['这个月电费比平时多了三百多,我家没用多少电', 'P01'],
  ['钱交了,网上显示扣了两次', 'P04'],
  ['昨天就交了钱还没来电,冰箱里东西都坏了', 'D03'],
  ['我们小区三天两头停电,这个月又停电了四次', 'O04'],
  ['晚上空调带不动,电压低得很', 'V01'],
  ['非让我用手机交,我老年人不会手机', 'C05'],
  ['报修三个小时了抢修的还没来人', 'F01'],
  ['装充电桩要指定公司,不找他们就不给批', 'H02'],
  ['电表走得快,我怀疑电表不准', 'M01'],
];

describe('suggesting a cause', () => {
  it.each(said)('%s -> %s', (words, cause) => {
    expect(suggest(words, model)[0]?.cause).toBe(cause);
  });

  it('says by which words, as the customer said them', () => {
    expect(suggest('等了 两个小时', model)[0]).toMatchObject({ cause: 'Q01', found: ['等了两个小时'] });
    expect(suggest('排队排了40分钟，太慢', model)[0]?.found).toEqual(['排队', '排了40', '40分钟', '太慢']);
  });

  it('proposes three at the most, and none for what says nothing', () => {
    expect(suggest('', model)).toEqual([]);
    expect(suggest('你好', model)).toEqual([]);
    expect(suggest('我要反映个事', model)).toEqual([]);
    for (const [words] of said) expect(suggest(words, model).length).toBeLessThanOrEqual(3);
  });

  it('does not count a word twice when a longer one holds it', () => {
    const small = { atLeast: 1, causes: { A: { 等了: 3, '等了#小时': 5 } }, questions: {} };
    expect(suggest('等了3小时', small)).toEqual([{ cause: 'A', score: 5, found: ['等了3小时'] }]);
    expect(suggest('等了３小时', small)[0]?.score).toBe(5);
  });

  it('takes a word against it into account', () => {
    const small = { atLeast: 3, causes: { A: { 停电: 4, 没停电: -4 } }, questions: {} };
    expect(suggest('我家没停电', small)).toEqual([]);
    expect(suggest('我家停电', small)).toHaveLength(1);
  });

  it('knows only causes and questions that the hall has', () => {
    const causes = new Set(defaults.categories.flatMap((one) => one.causes.map((cause) => cause.id)));
    expect(Object.keys(model.causes).filter((one) => !causes.has(one))).toEqual([]);
    const questions = new Set(defaults.severity.questions.map((one) => one.id));
    expect(Object.keys(model.questions).filter((one) => !questions.has(one))).toEqual([]);
  });

  it('asks about severity when the words call for it', () => {
    expect(questionsHit('我妈在家用呼吸机,停电了怎么办', model)).toEqual(['vulnerable']);
    expect(questionsHit('我要发到网上曝光', model)).toEqual(['media']);
    expect(questionsHit('等了两个小时', model)).toEqual([]);
  });
});
