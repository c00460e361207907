import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { useFormat } from '../../parts/format.ts';
import { Keypad } from '../../parts/Keypad.tsx';
import { Marks } from '../../parts/staff/Marks.tsx';
import { inHall, matching } from './finding.ts';
import type { FloorView } from './Guide.tsx';
import { TicketCard } from './TicketCard.tsx';

interface Props {
  readonly floor: FloorView;
  readonly settings: Settings;
  readonly onFeedback: (ticket: TicketRow) => void;
}

/** A ticket by its number; without one, those whose holders are likely to come and ask. */
export function Find({ floor, settings, onFeedback }: Props) {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  const [chosen, setChosen] = useState<TicketRow | null>(null);
  const [told, setTold] = useState('');
  if (chosen !== null) {
    const now = inHall(floor).find((one) => one.ticket === chosen.ticket) ?? null;
    const back = (text: string) => {
      setChosen(null);
      setNumber('');
      setTold(text);
    };
    return <TicketCard number={chosen.number} ticket={now} floor={floor} settings={settings} onFeedback={onFeedback} onBack={back} />;
  }
  const found = matching(floor, number);
  const prefixes = [...new Set(settings.services.filter((one) => one.enabled && one.noTicket !== true).map((one) => one.prefix))];
  const typing = number !== '';
  return (
    <div className="guide-find">
      <div className="guide-keys">
        <h2>{t('guide.findTitle')}</h2>
        <output className="guide-typed digits">{number === '' ? <span>{t('guide.findHint')}</span> : number}</output>
        <Keypad value={number} onChange={(text) => (setNumber(text), setTold(''))} limit={5} prefixes={prefixes} />
      </div>
      <div className="guide-results">
        <p role="status" className={told === '' ? 'hidden-text' : 'guide-done'}>
          {told}
        </p>
        {typing && <h2>{t('guide.found', { n: found.length })}</h2>}
        {typing && found.length === 0 && <p>{t('guide.notFound')}</p>}
        {typing && <Rows rows={found} settings={settings} onChoose={setChosen} />}
        {!typing && floor.noShow.length > 0 && <h2>{t('guide.noShowList', { n: floor.noShow.length })}</h2>}
        {!typing && <Rows rows={floor.noShow} settings={settings} onChoose={setChosen} />}
        {!typing && floor.parked.length > 0 && <h2>{t('guide.parkedList', { n: floor.parked.length })}</h2>}
        {!typing && <Rows rows={floor.parked} settings={settings} onChoose={setChosen} />}
        {!typing && floor.noShow.length + floor.parked.length === 0 && <p>{t('guide.nothing')}</p>}
      </div>
    </div>
  );
}

interface RowsProps {
  readonly rows: readonly TicketRow[];
  readonly settings: Settings;
  readonly onChoose: (ticket: TicketRow) => void;
}

function Rows({ rows, settings, onChoose }: RowsProps) {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(5000);
  return (
    <ul className="guide-rows">
      {rows.slice(0, 30).map((one) => {
        const service = settings.services.find((other) => other.id === one.service);
        return (
          <li key={one.ticket}>
            <button type="button" onClick={() => onChoose(one)}>
              <b className="digits">{one.number}</b>
              <span>{service === undefined ? one.service : say(service.zh, service.en)}</span>
              <span>{i18n.exists(`guide.state.${one.state}`) ? t(`guide.state.${one.state as 'waiting'}`) : ''}</span>
              {one.state === 'waiting' && <small>{t('guide.waited', { wait: format.minutes((now - one.issuedAt) / 1000) })}</small>}
              {one.returnBy !== null && one.state === 'noShow' && (
                <small>{t('counter.returnBy', { time: format.time(one.returnBy) })}</small>
              )}
              {one.state === 'waiting' && <Marks ticket={one} now={now} />}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
