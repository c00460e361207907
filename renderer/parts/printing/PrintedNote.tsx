import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SlipKind } from '../../../shared/printing.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { useAction } from '../useAction.ts';
import { useView } from '../useView.ts';
import { useSlipState } from './useSlipState.ts';

interface Props {
  readonly kind: SlipKind;
  readonly of: string;
}

/** What became of a slip, for staff, and a button for another one. Nothing where no printer is set. */
export function PrintedNote({ kind, of }: Props) {
  const { t, i18n } = useTranslation();
  const { value } = useView('printing', {});
  const say = useSlipState();
  const action = useAction();
  const slip = value?.slips.find((one) => one.kind === kind && one.of === of);
  const printer = kind === 'ticket' ? value?.ticket : kind === 'complaint' ? value?.complaint : (value?.complaint ?? value?.ticket);
  if (slip === undefined && printer == null) return null;
  const ended = slip === undefined || (slip.state !== 'queued' && slip.state !== 'unsure');
  return (
    <div className="printed-note">
      <span>{t(`printing.kind.${kind}`)}</span>
      <span role="status" data-state={slip?.state}>
        {slip !== undefined && say(slip)}
      </span>
      {ended && (
        <Button size="small" disabled={action.busy} onClick={() => action.run('slip.print', { kind, of, english: i18n.language === 'en' })}>
          {t(slip === undefined ? 'printing.print' : 'printing.printAgain')}
        </Button>
      )}
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </div>
  );
}
