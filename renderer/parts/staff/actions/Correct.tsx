import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from '../case/context.tsx';
import { Said } from '../case/Said.tsx';
import { categoryOf, causeOptions } from '../causes.ts';
import { NamedStaff } from '../NamedStaff.tsx';
import { Reason } from '../Reason.tsx';
import type { ActionProps } from './Actions.tsx';

/** What was taken down wrongly; the old stays in the record. */
export function Correct({ onDone }: ActionProps) {
  const { t } = useTranslation();
  const say = useWords();
  const { value, settings, people } = useCase();
  const [cause, setCause] = useState(value.row.cause);
  const [words, setWords] = useState('');
  const [named, setNamed] = useState<readonly string[]>(value.named);
  const [area, setArea] = useState(value.area ?? '');
  const [outage, setOutage] = useState(value.outage ?? '');
  const action = useAction();
  const asksArea = categoryOf(settings, cause)?.areaAsk === true;
  const asksStaff = categoryOf(settings, cause)?.namedStaffAsk === true || value.named.length > 0;
  const send = (reason: string) =>
    action.run('feedback.correct', {
      feedback: value.row.feedback, reason,
      ...(cause === value.row.cause ? {} : { cause }),
      ...(words.trim() === '' ? {} : { words: words.trim() }),
      ...(named.join() === value.named.join() ? {} : { named: [...named] }),
      ...(area.trim() === (value.area ?? '') || area.trim() === '' ? {} : { area: area.trim() }),
      ...(outage === (value.outage ?? '') || outage === '' ? {} : { outage }),
    }, onDone);
  return (
    <>
      <Reason label={t('acting.correct.why')} presets={t('acting.correct.presets', { returnObjects: true })} submit={t('acting.correct.do')} busy={action.busy} onReason={send} onCancel={onDone}>
        <Select className="step-wide" showSearch={{ optionFilterProp: 'label' }} aria-label={t('acting.correct.cause')} value={cause} options={causeOptions(settings, say)} onChange={setCause} />
        {asksStaff && <NamedStaff name={t('acting.correct.named')} people={people} value={named} onChange={setNamed} />}
        {asksArea && (
          <div className="file-line">
            <Input aria-label={t('filing.area')} placeholder={t('filing.area')} maxLength={40} value={area} onChange={(event) => setArea(event.target.value)} />
            <Input className="picker-day" type="date" aria-label={t('filing.outage')} title={t('filing.outage')} value={outage} onChange={(event) => setOutage(event.target.value)} />
          </div>
        )}
        <Said name={t('acting.correct.words')} value={words} onChange={setWords} rows={1} />
      </Reason>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </>
  );
}
