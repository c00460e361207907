import { AutoComplete } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../useAction.ts';
import { useCase } from '../case/context.tsx';
import { StepForm } from '../case/StepForm.tsx';
import type { ActionProps } from './Actions.tsx';

/** 电话先行: whom the manager telephoned. The software does the rest after the call, never in its place. */
export function Phone({ onDone }: ActionProps) {
  const { t } = useTranslation();
  const { value, people } = useCase();
  const [to, setTo] = useState('');
  const action = useAction();
  return (
    <StepForm
      submit={t('acting.phone.do')}
      ready={to.trim() !== ''}
      action={action}
      onSubmit={() => action.run('feedback.phone', { feedback: value.row.feedback, to: to.trim().slice(0, 40) }, onDone)}
    >
      <small className="soft">{t('acting.phone.hint')}</small>
      <AutoComplete
        className="step-half"
        aria-label={t('acting.phone.to')}
        placeholder={t('acting.phone.to')}
        value={to}
        options={[t('feedback.role.superior'), ...people.approvers].map((one) => ({ value: one }))}
        onChange={setTo}
      />
    </StepForm>
  );
}
