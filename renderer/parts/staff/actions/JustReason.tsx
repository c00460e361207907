import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from '../case/context.tsx';
import { Reason } from '../Reason.tsx';
import type { ActionProps } from './Actions.tsx';

/** The actions that need no more than a reason, or a place. */
export function JustReason({ action: what, onDone }: ActionProps & { readonly action: 'move' | 'supervise' | 'withdraw' | 'reopen' }) {
  const { t } = useTranslation();
  const { value } = useCase();
  const action = useAction();
  const { feedback } = value.row;
  const send = (reason: string) => {
    if (what === 'move') action.run('feedback.move', { feedback, place: reason }, onDone);
    else action.run(`feedback.${what}`, { feedback, reason }, onDone);
  };
  return (
    <>
      <Reason
        label={what === 'move' ? t('acting.move.where') : t(`acting.${what}.why`)}
        presets={t(`acting.${what}.presets`, { returnObjects: true })}
        submit={t(`acting.${what}.do`)}
        busy={action.busy}
        onReason={send}
        onCancel={onDone}
      />
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </>
  );
}
