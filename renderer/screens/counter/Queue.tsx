import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { useLink } from '../../parts/link.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Marks } from '../../parts/staff/Marks.tsx';
import { AdvanceForm } from '../../parts/staff/stepIn/AdvanceForm.tsx';
import { Reason } from '../../parts/staff/Reason.tsx';
import { ReclassForm } from '../../parts/staff/ReclassForm.tsx';
import { waitPressure } from '../../parts/staff/timing.ts';
import { useAction } from '../../parts/useAction.ts';
import { useView } from '../../parts/useView.ts';
import type { Desk } from './ops.ts';

interface Props {
  readonly desk: Desk;
  readonly settings: Settings;
}
type Doing = 'advance' | 'call' | 'reclass' | 'cancel';

/** Who waits, in the order in which they would be called here. One press on a row shows what can be done with it. */
export function Queue({ desk, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(1000);
  const [chosen, setChosen] = useState<string | null>(null);
  const away = useLink().state === 'cutOff';
  if (desk.waiting.length === 0) return <p className="list-empty">{t(away ? 'counter.queueAway' : 'counter.queueEmpty')}</p>;
  const name = (id: string) => {
    const service = settings.services.find((one) => one.id === id);
    return service === undefined ? id : say(service.zh, service.en);
  };
  return (
    <div className="list-scroll" tabIndex={-1}>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t('counter.number')}</th>
            <th scope="col">{t('counter.service')}</th>
            <th scope="col">{t('counter.issuedAt')}</th>
            <th scope="col">{t('counter.waitedCol')}</th>
            <th scope="col">{t('counter.marks')}</th>
          </tr>
        </thead>
        <tbody>
          {desk.waiting.map((one, at) => [
            <tr key={one.ticket} data-pressure={waitPressure(one, now)} data-chosen={chosen === one.ticket}>
              <td>
                <button
                  type="button"
                  className="list-number digits"
                  aria-expanded={chosen === one.ticket}
                  onClick={() => setChosen(chosen === one.ticket ? null : one.ticket)}
                >
                  {one.number}
                </button>
              </td>
              <td>{name(one.service)}</td>
              <td className="digits">{format.time(one.issuedAt)}</td>
              <td className="digits list-wait">{format.minutes((now - one.countsFrom) / 1000)}</td>
              <td>
                <Marks ticket={one} now={now} />
              </td>
            </tr>,
            chosen === one.ticket && (
              <tr key={`${one.ticket}-do`} className="list-do">
                <td colSpan={5}>
                  <RowDo ticket={one} first={at === 0} desk={desk} settings={settings} onDone={() => setChosen(null)} />
                </td>
              </tr>
            ),
          ])}
        </tbody>
      </table>
      {desk.others > 0 && <p className="list-more">{t('counter.others', { n: desk.others })}</p>}
    </div>
  );
}

interface RowProps extends Props {
  readonly ticket: TicketRow;
  readonly first: boolean;
  readonly onDone: () => void;
}

function RowDo({ ticket, first, desk, settings, onDone }: RowProps) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<Doing | null>(null);
  const action = useAction();
  const { value: people } = useView('people', {});
  const mayAdvance = people?.me?.role === 'lead' || people?.me?.role === 'manager';
  const free = desk.current === null && desk.counter?.state === 'open';
  const cancel = () => setDoing(null);
  const call = (reason?: string) =>
    action.run('ticket.call', { ticket: ticket.ticket, ...(reason === undefined ? {} : { reason }) }, onDone);
  return (
    <div className="row-do">
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      {doing === null && (
        <div className="row-buttons">
          <Button type="primary" disabled={!free || action.busy} onClick={() => (first ? call() : setDoing('call'))}>
            {t('counter.callThis')}
          </Button>
          <Button onClick={() => setDoing('reclass')}>{t('counter.op.reclass')}</Button>
          {mayAdvance && <Button onClick={() => setDoing('advance')}>{t('stepIn.advance')}</Button>}
          {desk.current !== null && (
            <Button
              disabled={action.busy}
              onClick={() => action.run('ticket.merge', { ticket: ticket.ticket, into: desk.current?.ticket ?? '' }, onDone)}
            >
              {`${t('counter.op.merge')} → ${desk.current.number}`}
            </Button>
          )}
          <Button danger onClick={() => setDoing('cancel')}>
            {t('counter.op.cancel')}
          </Button>
        </div>
      )}
      {doing === 'call' && (
        <Reason
          label={t('counter.callWhy', { number: ticket.number })}
          presets={t('counter.callPresets', { returnObjects: true })}
          submit={t('counter.callDo')}
          busy={action.busy}
          onReason={call}
          onCancel={cancel}
        />
      )}
      {doing === 'advance' && <AdvanceForm ticket={ticket} onDone={onDone} onCancel={cancel} />}
      {doing === 'reclass' && <ReclassForm ticket={ticket} settings={settings} action={action} onDone={onDone} onCancel={cancel} />}
      {doing === 'cancel' && (
        <div className="row-buttons">
          <span>{t('counter.cancelSure', { number: ticket.number })}</span>
          <Button danger disabled={action.busy} onClick={() => action.run('ticket.cancel', { ticket: ticket.ticket }, onDone)}>
            {t('counter.cancelDo')}
          </Button>
          <Button onClick={cancel}>{t('common.cancel')}</Button>
        </div>
      )}
    </div>
  );
}
