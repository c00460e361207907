import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/contract.ts';
import type { PrinterBrief, SlipRow } from '../../../shared/views.ts';
import { useFormat } from '../format.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { useAction } from '../useAction.ts';
import { useView } from '../useView.ts';
import { isStuck, runsLow } from './standing.ts';
import './printing.css';

/** What staff must know of printing at their screen: slips nobody is sure of, one question at a time, a printer in trouble, paper that ends. Nothing when all is well. */
export function PrinterNotes() {
  const { value } = useView('printing', {});
  if (value === null) return null;
  return <Notes printing={value} />;
}

function Notes({ printing }: { readonly printing: View<'printing'> }) {
  const { t } = useTranslation();
  const printers = [printing.ticket, printing.complaint].filter((one, at, all) => one !== null && all.findIndex((other) => other?.printer === one.printer) === at);
  const told = printers.flatMap((one) => (one !== null && (isStuck(one) || runsLow(one)) ? [one] : []));
  const first = printing.unsure[0];
  if (told.length === 0 && printing.unsure.length === 0) return null;
  return (
    <section className="printer-notes" aria-label={t('printing.tab')}>
      {first !== undefined && <Unsure key={first.slip} slip={first} more={printing.unsure.length - 1} />}
      {told.map((one) => (
        <PrinterLine key={one.printer} printer={one} />
      ))}
    </section>
  );
}

/** A second press that was meant for the slip before must not answer for this one. */
const notYet = 700;

/** 出来了吗? Only a person can say. */
function Unsure({ slip, more }: { readonly slip: SlipRow; readonly more: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const action = useAction();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), notYet);
    return () => clearTimeout(timer);
  }, []);
  const settle = (printed: boolean) => action.run('slip.settle', { slip: slip.slip, printed });
  return (
    <div className="printer-unsure" role="alert">
      <b>{t('printing.unsureTitle')}</b>
      <span>
        {t('printing.unsureText', {
          kind: t(`printing.kind.${slip.kind}`),
          number: slip.number,
          printer: slip.printer,
          time: format.time(slip.at),
          why: slip.reason === null ? '' : t(`printing.reason.${slip.reason}`),
        })}
        {more > 0 && <small>{t('printing.moreUnsure', { n: more })}</small>}
      </span>
      <Button disabled={action.busy || !ready} onClick={() => settle(true)}>
        {t('printing.came')}
      </Button>
      <Button type="primary" disabled={action.busy || !ready} onClick={() => settle(false)}>
        {t('printing.cameNot')}
      </Button>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </div>
  );
}

/** What ails a printer and what to do about it, or that its paper ends. */
export function PrinterLine({ printer }: { readonly printer: PrinterBrief }) {
  const { t } = useTranslation();
  const { name, left, reason } = printer;
  if (!printer.here) return <p className="printer-line">{t('printing.away', { name })}</p>;
  if (isStuck(printer)) {
    const known = reason ?? 'fault';
    return <p className="printer-line">{t('printing.ownTrouble', { name, why: t(`printing.reason.${known}`), todo: t(`printing.todo.${known}`) })}</p>;
  }
  return <p className="printer-line printer-low">{left === null ? t('printing.paperLowNoCount', { name }) : t('printing.paperLow', { name, n: left })}</p>;
}
