import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useStaffName } from '../useStaffName.ts';

interface Props {
  readonly done: { readonly staff: string | null; readonly doneAt: number; readonly enteredAt: number };
  readonly children?: ReactNode;
}
/** Less than this between doing and entering is no 补记. */
const atOnce = 60_000;

/** Who did it and when; and when it was entered, where that was later. */
export function Recorded({ done, children }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const person = useStaffName();
  return (
    <div className="recorded">
      <span className="recorded-who">
        <span aria-hidden="true">✓ </span>
        <span className="hidden-text">{t('handling.doneMark')} </span>
        {t('handling.doneBy', { name: done.staff === null ? '' : person(done.staff), time: format.dateTime(done.doneAt) })}
        {done.enteredAt - done.doneAt >= atOnce && <em>{t('handling.enteredAt', { time: format.time(done.enteredAt) })}</em>}
      </span>
      {children}
    </div>
  );
}
