import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from './context.tsx';
import { DoneWhen, useLater } from './DoneWhen.tsx';

interface Props {
  readonly remedy: string;
  readonly onCancel: () => void;
}

/** Somebody who may approve said yes on the telephone: who, and when. They sign it later themselves. */
export function ByPhone({ remedy, onCancel }: Props) {
  const { t } = useTranslation();
  const { value, people } = useCase();
  const [by, setBy] = useState<string | null>(null);
  const later = useLater();
  const action = useAction();
  const choices = people.approvers.length > 0 ? people.approvers : people.names;
  const send = () => {
    const { doneAt } = later.at();
    if (by !== null) action.run('feedback.approveByPhone', { feedback: value.row.feedback, remedy, by, ...(doneAt === undefined ? {} : { saidAt: doneAt }) }, onCancel);
  };
  return (
    <div className="yes-no">
      <Select
        className="step-half"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('handling.approval.byPhoneWho')}
        placeholder={t('handling.approval.byPhoneWho')}
        value={by}
        options={choices.map((one) => ({ value: one, label: one }))}
        onChange={setBy}
      />
      <Button type="primary" disabled={by === null || action.busy} onClick={send}>
        {t('handling.approval.byPhoneDo')}
      </Button>
      <DoneWhen later={later} />
      <small className="soft">{t('handling.approval.byPhoneHint')}</small>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </div>
  );
}
