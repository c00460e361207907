import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../clock.ts';
import { useFormat } from '../format.ts';
import { PrintedNote } from '../printing/PrintedNote.tsx';
import { ProblemNote } from '../ProblemNote.tsx';
import { useAction } from '../useAction.ts';
import { useView } from '../useView.ts';
import { Chips } from './Chips.tsx';
import { Facts } from './Facts.tsx';
import { useStaffName } from './useStaffName.ts';

interface Props {
  readonly feedback: string;
  readonly settings: Settings;
}
const ways = ['faceToFace', 'phone', 'message', 'letter'] as const;

/** One feedback: what was said, the facts, its clocks, and the next step. */
export function FeedbackDetail({ feedback, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const person = useStaffName();
  const { value, problem } = useView('feedback', { feedback });
  if (value === null) return <ProblemNote problem={problem} />;
  const { row } = value;
  const cause = settings.categories.flatMap((one) => one.causes).find((one) => one.id === row.cause);
  const type = settings.requestTypes.find((one) => one.id === row.type);
  const channel = settings.channels.find((one) => one.id === row.channel);
  return (
    <article>
      <h3>
        {say(type?.zh ?? row.type)} · {say(cause?.zh ?? row.cause)}
      </h3>
      <p className="feedback-about">
        <span className="digits">{row.number}</span> · {say(channel?.zh ?? row.channel)} ·{' '}
        {t('feedback.received', { time: format.dateTime(row.receivedAt) })} · {t(`feedback.state.${row.state}`)} ·{' '}
        {row.owner === null ? t('feedback.ownerNone') : t('feedback.owner', { name: person(row.owner) })}
      </p>
      {row.helpWanted && <p className="feedback-help">{t('feedback.helpWanted')}</p>}
      <Said value={value} />
      <NextStep value={value} />
      {row.type !== 'settledOnSite' && <PrintedNote kind="complaint" of={feedback} />}
      {(row.state === 'answered' || row.state === 'closed') && row.type !== 'settledOnSite' && <PrintedNote kind="followUp" of={feedback} />}
      {value.facts !== null && <Facts facts={value.facts} settings={settings} />}
      <Clocks clocks={value.clocks} />
      <ul className="feedback-history" aria-label={t('feedback.history')}>
        {value.history.map((one) => (
          <li key={`${one.what}${one.at}`}>
            <span className="digits">{format.dateTime(one.at)}</span>{' '}
            {eventNames[one.what] === undefined ? one.what : t(`feedback.event.${eventNames[one.what] ?? 'filed'}`)}{' '}
            {one.staff === null ? '' : person(one.staff)}
          </li>
        ))}
      </ul>
    </article>
  );
}

const eventNames: Readonly<Record<string, 'filed' | 'accepted' | 'answered' | 'closed' | 'forgotten'>> = {
  'feedback.filed': 'filed',
  'feedback.accepted': 'accepted',
  'feedback.answered': 'answered',
  'feedback.closed': 'closed',
  'person.forgotten': 'forgotten',
};

function Said({ value }: { readonly value: View<'feedback'> }) {
  const { t } = useTranslation();
  if (value.personal === 'locked' || value.personal === 'forgotten')
    return <p className="feedback-help">{t(`feedback.${value.personal}`)}</p>;
  return (
    <dl className="feedback-said">
      <dt>{t('feedback.saidWords')}</dt>
      <dd>{value.words ?? t('feedback.saidNone')}</dd>
      {(value.name !== null || value.phone !== null) && <dt>{t('feedback.contact')}</dt>}
      {(value.name !== null || value.phone !== null) && <dd>{[value.name, value.phone].filter((one) => one !== null).join(' · ')}</dd>}
      {value.answer !== null && <dt>{t('feedback.answerWas')}</dt>}
      {value.answer !== null && <dd>{value.answer}</dd>}
    </dl>
  );
}

function NextStep({ value }: { readonly value: View<'feedback'> }) {
  const { t } = useTranslation();
  const [by, setBy] = useState<(typeof ways)[number]>('faceToFace');
  const [answer, setAnswer] = useState('');
  const action = useAction();
  const { feedback, nextStep } = value.row;
  return (
    <div className="feedback-next">
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      {nextStep === 'accept' && (
        <Button type="primary" disabled={action.busy} onClick={() => action.run('feedback.accept', { feedback })}>
          {t('feedback.accept')}
        </Button>
      )}
      {nextStep === 'answer' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (answer.trim() !== '') action.run('feedback.answer', { feedback, by, answer: answer.trim() });
          }}
        >
          <Chips
            name={t('feedback.answerHow')}
            chosen={by}
            choices={ways.map((one) => ({ value: one, text: t(`feedback.by.${one}`) }))}
            onChoose={setBy}
          />
          <Input.TextArea
            rows={2}
            maxLength={2000}
            aria-label={t('feedback.answerWords')}
            placeholder={t('feedback.answerWords')}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
          <Button type="primary" htmlType="submit" disabled={answer.trim() === '' || action.busy}>
            {t('feedback.answerDo')}
          </Button>
        </form>
      )}
      {nextStep === 'close' && (
        <Button type="primary" disabled={action.busy} onClick={() => action.run('feedback.close', { feedback })}>
          {t('feedback.closeDo')}
        </Button>
      )}
    </div>
  );
}

function Clocks({ clocks }: { readonly clocks: View<'feedback'>['clocks'] }) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(5000);
  return (
    <ul className="feedback-clocks" aria-label={t('feedback.clocks')}>
      {clocks.map((one) => (
        <li key={one.id} data-pressure={one.stoppedAt === null && one.dueAt < now ? 'over' : 'none'}>
          <span>{say(one.zh)}</span>
          <span className="digits">
            {one.stoppedAt === null ? t('feedback.due', { time: format.dateTime(one.dueAt) }) : t('feedback.clockDone')}
          </span>
        </li>
      ))}
    </ul>
  );
}
