import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from '../case/context.tsx';
import { Reason } from '../Reason.tsx';
import { useStaffName } from '../useStaffName.ts';
import type { ActionProps } from './Actions.tsx';

/** 换人: to a colleague, or to whoever is the lead. Never to whom it is about. */
export function HandOver({ onDone }: ActionProps) {
  const { t } = useTranslation();
  const person = useStaffName();
  const { value, people } = useCase();
  const [to, setTo] = useState<string | null>('role:lead');
  const action = useAction();
  const choices = ['role:lead', ...people.names.filter((one) => !value.named.includes(one) && one !== value.row.owner)];
  return (
    <>
      <Reason
        label={t('acting.handOver.why')}
        presets={t('acting.handOver.presets', { returnObjects: true })}
        submit={t('acting.handOver.do')}
        busy={action.busy}
        ready={to !== null}
        onReason={(reason) => to !== null && action.run('feedback.handOver', { feedback: value.row.feedback, to, reason }, onDone)}
        onCancel={onDone}
      >
        <Select
          className="step-half"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('acting.handOver.to')}
          value={to}
          options={choices.map((one) => ({ value: one, label: person(one) }))}
          onChange={setTo}
        />
      </Reason>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </>
  );
}
