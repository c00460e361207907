import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/words/index.ts';
import { useFormat } from '../../parts/format.ts';
import { useLink } from '../../parts/link.tsx';
import { outOfNumbers } from '../../parts/linkBand.ts';
import { customerWhy, isStuck } from '../../parts/printing/standing.ts';
import { useView } from '../../parts/useView.ts';
import type { KioskView } from './Kiosk.tsx';

interface Props {
  readonly kiosk: KioskView;
  readonly elder: boolean;
  readonly onService: (service: string) => void;
  readonly onComplain: () => void;
  readonly onStatus: () => void;
}

/** The services, each with how many wait and how long it is likely to take. */
export function Start({ kiosk, elder, onService, onComplain, onStatus }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const incidents = kiosk.incidents.filter((one) => one.text !== '');
  // Nobody is led through two pages to a ticket that cannot be given.
  const link = useLink();
  const stuck = outOfNumbers(link);
  // A browser keeps nothing of the hall: without the host it can neither look anything up nor take anything in.
  const alone = link.kind === 'browser' && link.state !== 'joined';
  const open = kiosk.issuing === 'open' && !stuck;
  return (
    <main className="kiosk-page">
      {incidents.map((one) => (
        <p className="kiosk-incident" role="status" key={one.kind}>
          {say(one.text)}
        </p>
      ))}
      {open && <PaperTrouble />}
      {open && kiosk.openCounters === 0 && <p className="kiosk-incident">{t('kiosk.closedNow')}</p>}
      {open ? (
        <>
          <div className="kiosk-title">
            <h1>{t('kiosk.title')}</h1>
            {!elder && <p>{t('kiosk.oneTicket')}</p>}
          </div>
          <div className="kiosk-services">
            {kiosk.services.map((one) => (
              <ServiceTile key={one.id} service={one} elder={elder} serving={kiosk.openCounters > 0} onTouch={() => onService(one.id)} />
            ))}
            {kiosk.services.length === 0 && <p className="kiosk-notice">{t('kiosk.noServices')}</p>}
          </div>
        </>
      ) : (
        <div className="kiosk-notice" role="status">
          <h1>{stuck ? t('kiosk.staffOnly') : kiosk.notice === null ? t(kiosk.issuing === 'stopped' ? 'kiosk.stopped' : 'kiosk.staffOnly') : say(kiosk.notice)}</h1>
        </div>
      )}
      {!alone && (
        <nav className="kiosk-foot">
          <button type="button" className="kiosk-second kiosk-long" onClick={onComplain}>
            <strong>{t('kiosk.tooLong')}</strong>
            <span>{t('kiosk.tooLongHint')}</span>
          </button>
          <button type="button" className="kiosk-second" onClick={onStatus}>
            <strong>{t('kiosk.status')}</strong>
            <span>{t('kiosk.statusHint')}</span>
          </button>
        </nav>
      )}
      {!elder && <p className="kiosk-help">{t('kiosk.needHelp')}</p>}
    </main>
  );
}

/** Before anybody tries: no slip will come out, and what to do. */
function PaperTrouble() {
  const { t } = useTranslation();
  const { value } = useView('printing', {});
  const printer = value?.ticket ?? null;
  if (printer === null || !isStuck(printer)) return null;
  const why = printer.here ? customerWhy(printer.reason) : 'line';
  return (
    <p className="kiosk-incident" role="status">
      {t('printing.customer.trouble', { why: t(`printing.customer.why.${why}`) })}
    </p>
  );
}

interface TileProps {
  readonly service: KioskView['services'][number];
  readonly elder: boolean;
  /** Without a counter open nothing can be said of the wait. */
  readonly serving: boolean;
  readonly onTouch: () => void;
}

function ServiceTile({ service, elder, serving, onTouch }: TileProps) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  // Nobody may wait for this service, and its counters still be busy with others.
  const atOnce = service.waiting === 0 && (!serving || service.likelySeconds < 60);
  return (
    <button type="button" className="kiosk-service" data-plain={service.noTicket} onClick={onTouch}>
      <span className="kiosk-service-name">
        <strong>{say(service.zh, service.en)}</strong>
        {!elder && <span>{say(service.hint)}</span>}
      </span>
      <span className="kiosk-service-load">
        {service.noTicket && <b>{t('kiosk.noTicket')}</b>}
        {!service.noTicket && atOnce && <b>{t(serving ? 'kiosk.nobody' : 'kiosk.nobodyClosed')}</b>}
        {!service.noTicket && !atOnce && (
          <>
            <b className="digits">{t('kiosk.waiting', { n: service.waiting })}</b>
            {serving && <span>{t('kiosk.about', { wait: format.atMost(service.likelySeconds) })}</span>}
          </>
        )}
      </span>
    </button>
  );
}
