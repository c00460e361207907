import { useTranslation } from 'react-i18next';
import { useNow } from '../../../parts/clock.ts';
import { useFormat } from '../../../parts/format.ts';
import { useStationName } from '../../../parts/useStationName.ts';
import { clockOff, isBehind, mayStandBy, type StationRow } from './attention.ts';
import { Revoke, StandBySwitch } from './StationDo.tsx';

/** The paired devices, and folded away those that were removed. */
export function StationList({ rows }: { readonly rows: readonly StationRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useStationName();
  const paired = rows.filter((one) => one.revokedAt === null);
  const revoked = rows.filter((one) => one.revokedAt !== null);
  return (
    <section className="card" aria-labelledby="stations">
      <h2 id="stations">{t('stations.list')}</h2>
      {paired.length === 0 ? (
        <p className="soft">{t('stations.none')}</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t('stations.device')}</th>
              <th scope="col">{t('stations.state')}</th>
              <th scope="col">{t('stations.standBy')}</th>
              <th scope="col">{t('stations.notes')}</th>
              <th scope="col">
                <span className="hidden-text">{t('stations.revoke')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {paired.map((one) => (
              <Row key={one.station} row={one} />
            ))}
          </tbody>
        </table>
      )}
      {revoked.length > 0 && (
        <details>
          <summary>{t('stations.revokedList', { n: revoked.length })}</summary>
          <ul className="plain-list soft">
            {revoked.map((one) => (
              <li
                key={one.station}
              >{`${who(one.role, one.name)} · ${t('stations.revoked', { time: format.dateTime(one.revokedAt ?? 0) })}`}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Row({ row }: { readonly row: StationRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useStationName();
  const now = useNow(5000);
  const wait = row.since === null ? '' : format.minutes((now - row.since) / 1000);
  const state = row.connected ? t('stations.here', { wait }) : row.since === null ? t('stations.neverHere') : t('stations.away', { wait });
  return (
    <tr>
      <td>
        <b>{who(row.role, row.name)}</b>
        <br />
        <small className="soft">{`${t(row.browser ? 'stations.browser' : 'stations.program')}${row.address === null ? '' : ` · ${row.address}`}`}</small>
      </td>
      <td>
        <span className="stations-state" data-here={row.connected}>
          {state}
        </span>
      </td>
      <td>{mayStandBy(row) && <StandBySwitch row={row} />}</td>
      <td>
        <Notes row={row} />
      </td>
      <td className="stations-do">
        <Revoke station={row.station} name={who(row.role, row.name)} />
      </td>
    </tr>
  );
}

function Notes({ row }: { readonly row: StationRow }) {
  const { t } = useTranslation();
  const off = clockOff(row.clockOffMs);
  return (
    <ul className="plain-list">
      {row.standBy && row.behind !== null && (
        <li className={isBehind(row) ? 'stations-note' : 'soft'}>
          {isBehind(row) ? t('stations.behind', { n: row.behind }) : t('stations.upToDate')}
        </li>
      )}
      {off !== null && <li className="stations-note">{t(off > 0 ? 'stations.clockFast' : 'stations.clockSlow', { n: Math.abs(off) })}</li>}
      {row.role === 'board' && row.voice === 'missing' && <li className="stations-note">{t('stations.voiceMissing')}</li>}
    </ul>
  );
}
