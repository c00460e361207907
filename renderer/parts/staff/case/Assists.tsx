import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useNow } from '../../clock.ts';
import { useFormat } from '../../format.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { type CaseView, useCase } from './context.tsx';
import { Said } from './Said.tsx';
import { StepForm } from './StepForm.tsx';

type Assist = CaseView['assists'][number];

/** 协办: which departments were asked, by when, and what they replied. The owner stays the one who answers. */
export function Assists() {
  const { t } = useTranslation();
  const { value, may } = useCase();
  return (
    <>
      {value.assists.length === 0 && <p className="soft">{t('handling.assist.none')}</p>}
      <ul className="remedies">
        {value.assists.map((one) => (
          <AssistLine key={one.assist} assist={one} />
        ))}
      </ul>
      {may('feedback.askAssist') && <AskForm />}
    </>
  );
}

function AssistLine({ assist }: { readonly assist: Assist }) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(5000);
  const { value, may } = useCase();
  const [replying, setReplying] = useState(false);
  const [reply, setReply] = useState('');
  const action = useAction();
  const of = { feedback: value.row.feedback, assist: assist.assist };
  const open = assist.repliedAt === null;
  return (
    <li>
      <b>{say(assist.zh)}</b>{' '}
      <span data-pressure={open && assist.dueAt < now ? 'over' : 'none'}>
        {assist.repliedAt === null ? t('feedback.due', { time: format.dateTime(assist.dueAt) }) : t('handling.assist.replied', { time: format.dateTime(assist.repliedAt) })}
      </span>{' '}
      {assist.reminders > 0 && <small className="soft">{t('handling.assist.reminded', { n: assist.reminders })}</small>}
      {assist.what !== null && <p>{assist.what}</p>}
      {assist.reply !== null && <q>{assist.reply}</q>}
      {open && (
        <div className="step-do">
          {may('feedback.remindAssist') && (
            <Button size="small" disabled={action.busy} onClick={() => action.run('feedback.remindAssist', of)}>
              {t('handling.assist.remind')}
            </Button>
          )}
          {may('feedback.replyAssist') && !replying && (
            <Button size="small" onClick={() => setReplying(true)}>
              {t('handling.assist.reply')}
            </Button>
          )}
        </div>
      )}
      {open && replying ? (
        <StepForm submit={t('handling.assist.reply')} ready={reply.trim() !== ''} action={action} onSubmit={() => action.run('feedback.replyAssist', { ...of, reply: reply.trim() })}>
          <Said name={t('handling.assist.replyWords')} value={reply} onChange={setReply} />
        </StepForm>
      ) : (
        <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      )}
    </li>
  );
}

function AskForm() {
  const { t } = useTranslation();
  const say = useWords();
  const { value, settings } = useCase();
  const [department, setDepartment] = useState<string | null>(null);
  const [what, setWhat] = useState('');
  const action = useAction();
  const send = () => {
    if (department === null) return;
    action.run('feedback.askAssist', { feedback: value.row.feedback, department, what: what.trim() }, () => (setDepartment(null), setWhat('')));
  };
  return (
    <StepForm submit={t('handling.assist.do')} ready={department !== null && what.trim() !== ''} action={action} onSubmit={send}>
      <Select
        className="step-wide"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('handling.assist.department')}
        placeholder={t('handling.assist.department')}
        value={department}
        options={settings.departments.map((one) => ({ value: one.id, label: say(one.zh) }))}
        onChange={setDepartment}
      />
      {department !== null && <Said name={t('handling.assist.what')} value={what} onChange={setWhat} />}
      {department !== null && <small className="soft">{t('handling.assist.stays')}</small>}
    </StepForm>
  );
}
