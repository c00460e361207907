import { useTranslation } from 'react-i18next';
import type { View } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useNow } from '../../parts/clock.ts';
import { timer, useFormat } from '../../parts/format.ts';
import { PrinterNotes } from '../../parts/printing/PrinterNotes.tsx';
import { HelpList } from '../../parts/staff/HelpList.tsx';
import { Marks } from '../../parts/staff/Marks.tsx';
import { StepInList } from '../../parts/staff/stepIn/StepInList.tsx';
import { waitPressure } from '../../parts/staff/timing.ts';
import { DayCard } from './DayCard.tsx';
import { Incidents } from './Incidents.tsx';
import { PrinterHints } from './printers/Hints.tsx';
import { StationHints } from './stations/Hints.tsx';

export type FloorView = View<'floor'>;
interface Props {
  readonly floor: FloorView;
  readonly settings: Settings;
}

/** The floor as it is now. */
export function Floor({ floor, settings, onGo }: Props & { readonly onGo: (tab: 'stations' | 'printers') => void }) {
  return (
    <div className="floor">
      <Tiles floor={floor} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
      <div className="floor-left" tabIndex={0}>
        <HelpList help={floor.help} counters={floor.counters} />
        <StationHints onGo={() => onGo('stations')} />
        <PrinterHints onGo={() => onGo('printers')} />
        <PrinterNotes />
        <StepInList waiting={floor.waiting} settings={settings} />
        <Counters floor={floor} />
        <Services floor={floor} />
        <WaitingList floor={floor} settings={settings} />
      </div>
      <div className="floor-right">
        <Incidents incidents={floor.incidents} settings={settings} />
        <DayCard floor={floor} />
      </div>
    </div>
  );
}

function Tiles({ floor }: { readonly floor: FloorView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(1000);
  const over = floor.waiting.filter((one) => waitPressure(one, now) === 'over').length;
  const first = Math.min(...floor.waiting.map((one) => one.countsFrom));
  const open = floor.counters.filter((one) => one.state === 'open').length;
  return (
    <dl className="tiles">
      <Tile name={t('manager.floor.waiting')} value={String(floor.waiting.length)} />
      <Tile name={t('manager.floor.longest')} value={floor.waiting.length === 0 ? '–' : format.minutes((now - first) / 1000)} />
      <Tile name={t('manager.floor.over')} value={String(over)} hot={over > 0} />
      <Tile
        name={t('manager.floor.counters')}
        value={t('manager.floor.of', { n: open, all: floor.counters.length })}
        hot={open === 0 && floor.waiting.length > 0}
      />
      <Tile name={t('manager.floor.feedback')} value={String(floor.feedbackOpen)} />
    </dl>
  );
}

function Tile({ name, value, hot = false }: { readonly name: string; readonly value: string; readonly hot?: boolean }) {
  return (
    <div className="tile" data-hot={hot}>
      <dt>{name}</dt>
      <dd className="digits">{value}</dd>
    </div>
  );
}

function Counters({ floor }: { readonly floor: FloorView }) {
  const { t } = useTranslation();
  const say = useWords();
  const now = useNow(1000);
  const since = (at: number | null) => (at === null ? '' : timer((now - at) / 1000));
  return (
    <table className="list">
      <thead>
        <tr>
          {(['counter', 'state', 'staff', 'now', 'served'] as const).map((one) => (
            <th scope="col" key={one}>
              {t(`manager.floor.${one}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {floor.counters.map((one) => (
          <tr key={one.no}>
            <td>{say(one.zh)}</td>
            <td>
              <span className="top-state" data-state={one.state}>
                {t(`counter.state.${one.state}`)}
                {one.pauseReason !== null && ` · ${say(one.pauseReason)}`}
              </span>{' '}
              {one.state !== 'closed' && <small className="digits">{since(one.since)}</small>}
            </td>
            <td>{one.staff ?? <span className="soft">{t('manager.floor.nobody')}</span>}</td>
            <td className="digits">{one.number === null ? '–' : `${one.number} · ${since(one.ticketSince)}`}</td>
            <td className="digits">{one.served}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Services({ floor }: Pick<Props, 'floor'>) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(5000);
  return (
    <table className="list">
      <thead>
        <tr>
          {(['service', 'waiting', 'longest', 'over', 'likely'] as const).map((one) => (
            <th scope="col" key={one}>
              {t(`manager.floor.${one}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {floor.services.map((one) => {
          const over = floor.waiting.filter((ticket) => ticket.service === one.id && waitPressure(ticket, now) === 'over').length;
          return (
            <tr key={one.id}>
              <td>{say(one.zh, one.en)}</td>
              <td className="digits">{one.waiting}</td>
              <td className="digits">{one.longestFrom === null ? '–' : format.minutes((now - one.longestFrom) / 1000)}</td>
              <td className="digits">{over === 0 ? '–' : <em className="mark-over">{over}</em>}</td>
              <td className="digits">{one.waiting === 0 && one.likelySeconds < 60 ? '–' : format.atMost(one.likelySeconds)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function WaitingList({ floor, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(5000);
  if (floor.waiting.length === 0) return <p className="list-empty">{t('manager.floor.noneWaiting')}</p>;
  const name = (id: string) => say(settings.services.find((one) => one.id === id)?.zh ?? id);
  return (
    <table className="list" aria-label={t('manager.floor.waitingList')}>
      <thead>
        <tr>
          {(['number', 'service', 'issuedAt', 'waitedCol', 'marks'] as const).map((one) => (
            <th scope="col" key={one}>
              {t(`counter.${one}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {floor.waiting.slice(0, 60).map((one) => (
          <tr key={one.ticket} data-pressure={waitPressure(one, now)}>
            <td className="digits">
              <b>{one.number}</b>
            </td>
            <td>{name(one.service)}</td>
            <td className="digits">{format.time(one.issuedAt)}</td>
            <td className="digits list-wait">{format.minutes((now - one.countsFrom) / 1000)}</td>
            <td>
              <Marks ticket={one} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
