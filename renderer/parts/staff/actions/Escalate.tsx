import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandArguments } from '../../../../shared/contract.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from '../case/context.tsx';
import { Chips } from '../Chips.tsx';
import { Reason } from '../Reason.tsx';
import type { ActionProps } from './Actions.tsx';

type Rung = CommandArguments<'feedback.escalate'>['to'];
const ladder: readonly Rung[] = ['lead', 'manager', 'superior'];

/** Up one rung of the ladder, or more. */
export function Escalate({ onDone }: ActionProps) {
  const { t } = useTranslation();
  const { value, people } = useCase();
  // Nobody passes a matter to themselves or below.
  const above = ladder.slice(Math.max(0, ladder.indexOf(people.myRole as Rung) + 1));
  const [to, setTo] = useState<Rung>(above[0] ?? 'superior');
  const action = useAction();
  return (
    <>
      <Reason
        label={t('acting.escalate.why')}
        presets={t('acting.escalate.presets', { returnObjects: true })}
        submit={t('acting.escalate.do')}
        busy={action.busy}
        onReason={(reason) => action.run('feedback.escalate', { feedback: value.row.feedback, to, reason }, onDone)}
        onCancel={onDone}
      >
        <Chips name={t('acting.escalate.to')} chosen={to} choices={above.map((one) => ({ value: one, text: t(`feedback.role.${one}`) }))} onChoose={setTo} />
      </Reason>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </>
  );
}
