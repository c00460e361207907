import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/contract.ts';
import { PrintedNote } from '../../parts/printing/PrintedNote.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import type { FloorView } from './Floor.tsx';
import { Unfinished } from './Unfinished.tsx';

const counts = ['issued', 'finished', 'left', 'cancelled', 'merged', 'rebooked', 'open'] as const;

/** The day's tickets reconciled, and its two last steps: stop issuing, close. */
export function DayCard({ floor }: { readonly floor: FloorView }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'stop' | 'close' | null>(null);
  const action = useAction();
  const done = () => setAsking(null);
  const open = [...floor.waiting, ...floor.serving, ...floor.parked, ...floor.noShow];
  const shown =
    open
      .slice(0, 12)
      .map((one) => one.number)
      .join(' ') + (open.length > 12 ? ' …' : '');
  return (
    <section className="card" aria-labelledby="day">
      <h2 id="day">{t('manager.day.title')}</h2>
      <Reconciliation numbers={floor.reconciliation} />
      {floor.closed ? (
        <p className="card-state">{t('manager.day.closed')}</p>
      ) : (
        floor.issuing !== 'open' && <p className="card-state">{t(`manager.day.${floor.issuing}`)}</p>
      )}
      <PrintedNote kind="day" of={floor.day} />
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      {asking === null && !floor.closed && (
        <div className="op-line">
          {floor.issuing !== 'stopped' && <Button onClick={() => setAsking('stop')}>{t('manager.day.stop')}</Button>}
          <Button onClick={() => setAsking('close')}>{t('manager.day.close')}</Button>
        </div>
      )}
      {asking === 'stop' && (
        <div className="card-sure">
          <p>{t('manager.day.stopSure')}</p>
          <Button type="primary" disabled={action.busy} onClick={() => action.run('day.stopIssuing', {}, done)}>
            {t('manager.day.stop')}
          </Button>
          <Button onClick={done}>{t('common.cancel')}</Button>
        </div>
      )}
      {asking === 'close' && (
        <div className="card-sure">
          <Unfinished />
          {open.length > 0 && <p className="card-warn">{t('manager.day.closeOpen', { n: open.length, list: shown })}</p>}
          <p>{t('manager.day.closeSure')}</p>
          <Button
            type="primary"
            danger={open.length > 0}
            disabled={action.busy}
            onClick={() => action.run('day.close', { evenIfOpen: open.length > 0 }, done)}
          >
            {t(open.length > 0 ? 'manager.day.closeAnyway' : 'manager.day.closeDo')}
          </Button>
          <Button onClick={done}>{t('common.cancel')}</Button>
        </div>
      )}
    </section>
  );
}

/** Issued = finished + left + cancelled + merged + rebooked + open, with the numbers. */
export function Reconciliation({ numbers }: { readonly numbers: NonNullable<View<'figures'>['reconciliation']> }) {
  const { t } = useTranslation();
  return (
    <>
      <dl className="counts">
        {counts.map((one) => (
          <div key={one}>
            <dt>{t(`manager.day.${one}`)}</dt>
            <dd className="digits">{numbers[one]}</dd>
          </div>
        ))}
      </dl>
      <p className={numbers.balanced ? 'soft' : 'card-warn'}>{t(numbers.balanced ? 'manager.day.balanced' : 'manager.day.unbalanced')}</p>
    </>
  );
}
