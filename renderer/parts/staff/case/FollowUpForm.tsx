import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandArguments } from '../../../../shared/contract.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { useAction } from '../../useAction.ts';
import { Chips } from '../Chips.tsx';
import { Field } from '../Field.tsx';
import { useCase } from './context.tsx';
import { Said } from './Said.tsx';
import { StepForm } from './StepForm.tsx';

type Answers = CommandArguments<'feedback.followUp'>;
/** In the order of the options that the settings have. */
const solvedIds = ['solved', 'partly', 'notSolved'] as const;
const onTimeIds = ['yes', 'late', 'notDone', 'noPromise'] as const;

/** The questions of a follow-up; no answer is chosen beforehand. */
export function FollowUpForm({ closing }: { readonly closing: string }) {
  const { t } = useTranslation();
  const say = useWords();
  const { value, settings, guides } = useCase();
  const [solved, setSolved] = useState<Answers['solved'] | null>(null);
  const [onTime, setOnTime] = useState<Answers['onTime'] | null>(null);
  const [scores, setScores] = useState<Readonly<Record<string, string>>>({});
  const [more, setMore] = useState('');
  const action = useAction();
  const { feedback } = value.row;
  const question = (id: string) => guides.followUp.questions.find((one) => one.id === id);
  const score = (id: 'result' | 'manner') => (scores[id] === undefined ? {} : { [id]: Number(scores[id]) });
  const tries = value.followUps.filter((one) => !one.reached).length;
  const send = () =>
    action.run('feedback.followUp', {
      feedback, reached: true,
      ...(solved == null ? {} : { solved }),
      ...(onTime == null ? {} : { onTime }),
      ...score('result'), ...score('manner'),
      ...(more.trim() === '' ? {} : { more: more.trim() }),
    });
  const worst = solved === 'notSolved' || onTime === 'notDone' || (scores['result'] !== undefined && Number(scores['result']) <= 2);
  return (
    <StepForm submit={t('handling.followUp.do')} ready={solved != null && scores['result'] !== undefined} action={action} onSubmit={send}>
      <div className="file-line">
        <Button disabled={action.busy} onClick={() => action.run('feedback.followUp', { feedback, reached: false })}>
          {t('handling.followUp.notReached')}
        </Button>
        {tries > 0 && <small className="soft">{t('handling.followUp.tried', { n: tries, of: settings.followUp.attempts })}</small>}
      </div>
      <Field question name={say(question('solved')?.zh ?? '')}>
        <Chips
          name={say(question('solved')?.zh ?? '')}
          chosen={solved ?? null}
          choices={solvedIds.map((one, at) => ({ value: one, text: say(question('solved')?.options[at] ?? one) }))}
          onChoose={setSolved}
        />
      </Field>
      <Field question name={say(question('onTime')?.zh ?? '')}>
        <Chips
          name={say(question('onTime')?.zh ?? '')}
          chosen={onTime ?? null}
          choices={onTimeIds.map((one, at) => ({ value: one, text: say(question('onTime')?.options[at] ?? one) }))}
          onChoose={setOnTime}
        />
      </Field>
      {(['result', 'manner'] as const).map((id) => (
        <Field key={id} question name={say(question(id)?.zh ?? '')}>
          <Chips
            name={say(question(id)?.zh ?? '')}
            chosen={scores[id] ?? null}
            choices={settings.scale5.labels.map((label, at) => ({ value: String(settings.scale5.values[at] ?? 3), text: say(label) }))}
            onChoose={(to) => setScores({ ...scores, [id]: to })}
          />
        </Field>
      ))}
      <Said name={say(question('more')?.zh ?? '')} value={more} onChange={setMore} rows={1} />
      <p className="soft">{closing}</p>
      {worst && <p className="step-owed">{t('handling.followUp.worst')}</p>}
    </StepForm>
  );
}
