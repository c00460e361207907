import type { CommandName } from '../../shared/contract.ts';

/** Sends one command about a feedback and gives what it made. */
type Send<T> = (name: CommandName, input: object) => T | Promise<T>;
/** The remedies as they stand, to choose from. */
type Remedies = () => readonly string[] | Promise<readonly string[]>;

const note = '核对叫号记录';

/** The commands that lead an accepted complaint through all six steps up to its closing, in order, as input for each. */
export async function throughSixSteps<T>(feedback: string, send: Send<T>, remedies: Remedies, options: { readonly judge?: Send<T>; readonly kinds?: readonly string[] } = {}): Promise<T> {
  await send('feedback.listen', { feedback, readBack: true, told: true, words: '等了很久没叫到' });
  await send('feedback.sympathise', { feedback, manner: 'apology', said: '让您久等了，对不起' });
  await send('feedback.analyse', { feedback, cause: 'Q01', finding: '上午缴费集中' });
  await send('feedback.propose', { feedback, remedies: (options.kinds ?? ['explain']).map((kind) => ({ kind, note })) });
  await send('feedback.agree', { feedback, outcome: 'agreed' });
  for (const remedy of await remedies()) await send('feedback.carryOut', { feedback, remedy, evidence: '已当面说明' });
  await send('feedback.followThrough', { feedback, tookEffect: true, toldBy: 'faceToFace' });
  await (options.judge ?? send)('feedback.judge', { feedback, truth: 'true', responsibility: 'hall' });
  await send('feedback.answer', { feedback, by: 'faceToFace', answer: '已增开柜台，向您致歉' });
  return send('feedback.close', { feedback, measure: { what: '缴费日增开三号柜台', owner: '值班主任', due: '2026-12-01' } });
}
