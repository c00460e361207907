import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useAction } from '../../../parts/useAction.ts';
import { useStationName } from '../../../parts/useStationName.ts';
import type { StationsView } from './attention.ts';
import { Sure } from './StationDo.tsx';

type Split = StationsView['splits'][number];

/** What a break between host and stations left behind: entries that do not fit, a former host still to hand over. */
export function Mending({ view }: { readonly view: StationsView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNameOf(view);
  const settle = useAction();
  const see = useAction();
  return (
    <>
      {view.unsettled.map((one) => (
        <section className="card stations-mend" key={one.epoch}>
          <h2>{t('stations.unsettled')}</h2>
          <p>{t('stations.unsettledText', { epoch: one.epoch - 1, time: format.dateTime(one.since) })}</p>
          <div>
            <Sure
              press={t('stations.giveUp')}
              text={t('stations.giveUpSure')}
              sure={t('stations.giveUpDo')}
              action={settle}
              run={(done) => settle.run('epoch.settle', { epoch: one.epoch }, done)}
            />
          </div>
        </section>
      ))}
      {view.splits.length > 0 && (
        <section className="card stations-mend" aria-labelledby="splits">
          <h2 id="splits">{t('stations.splits')}</h2>
          <p>{t('stations.splitsWhy')}</p>
          <ProblemNote problem={see.problem} onAgain={see.again} onClose={see.dismiss} />
          <ul className="rows stations-splits">
            {view.splits.map((one) => (
              <li key={one.split}>
                <span>
                  <SplitText split={one} />
                  <small className="soft">
                    {t('stations.splitMeta', { time: format.dateTime(one.happenedAt), station: nameOf(one.station) })}
                  </small>
                </span>
                <Button disabled={see.busy} onClick={() => see.run('split.see', { split: one.split })}>
                  {t('stations.splitSee')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Clocks that jumped lately. */
export function ClockJumps({ view }: { readonly view: StationsView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNameOf(view);
  if (view.clockJumps.length === 0) return null;
  return (
    <section className="card" aria-labelledby="jumps">
      <h2 id="jumps">{t('stations.jumps')}</h2>
      <ul className="plain-list">
        {view.clockJumps.slice(-5).map((one) => (
          <li key={`${one.station}${one.at}`}>
            {t(one.byMs > 0 ? 'stations.jumpFast' : 'stations.jumpSlow', {
              station: nameOf(one.station),
              time: format.dateTime(one.at),
              wait: format.minutes(Math.abs(one.byMs) / 1000),
            })}
          </li>
        ))}
      </ul>
      <p className="soft">{t('stations.jumpsWhy')}</p>
    </section>
  );
}

function SplitText({ split }: { readonly split: Split }) {
  const { t, i18n } = useTranslation();
  const number = split.number ?? t('stations.noNumber');
  const kind = i18n.exists(`stations.split.${split.kind}`) ? (split.kind as 'notPossible') : 'notPossible';
  const what = i18n.exists(`stations.fact.${split.type}`) ? t(`stations.fact.${split.type}` as 'stations.fact.ticket.called') : split.type;
  const counters = split.counters.map((no) => t('board.counterNo', { no })).join(i18n.language.startsWith('en') ? ', ' : '、');
  return <b>{t(`stations.split.${kind}`, { number, what, counters })}</b>;
}

/** A station by its id, its name, or as the record has it. */
function useNameOf(view: StationsView): (station: string) => string {
  const { t } = useTranslation();
  const who = useStationName();
  return (station) => {
    const found = view.rows.find((one) => one.station === station);
    if (found !== undefined) return who(found.role, found.name);
    return station === 'host' ? t('stations.host') : station;
  };
}
