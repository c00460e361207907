import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalOutput } from '../../../../shared/contract.ts';
import { useNow } from '../../../parts/clock.ts';
import { timer } from '../../../parts/format.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { slipImage } from '../../../parts/receipt.ts';
import { useAction } from '../../../parts/useAction.ts';
import { useStationName } from '../../../parts/useStationName.ts';
import type { StationRow } from './attention.ts';
import { addressOf, type HostView } from './HostCard.tsx';

type Code = LocalOutput<'network.code'>;

/** A code for one device, large enough to be read across the room, and the steps on the other device. */
export function PairCard({ host, rows }: { readonly host: HostView; readonly rows: readonly StationRow[] }) {
  const { t } = useTranslation();
  const [code, setCode] = useState<Code | null>(null);
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
  const action = useAction();
  const fresh = () =>
    action.run('network.code', {}, (next) => {
      setKnown(new Set(rows.map((one) => one.station)));
      setCode(next);
    });
  // A code is good for one device: once that is here, the next one needs another.
  const joined = rows.find((one) => !known.has(one.station)) ?? null;
  if (code === null) {
    return (
      <section className="card">
        <Button type="primary" size="large" loading={action.busy} onClick={fresh}>
          {t('stations.pair')}
        </Button>
        <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      </section>
    );
  }
  const url = code.urls[0] ?? host.urls[0] ?? '';
  return (
    <section className="card stations-pair" aria-labelledby="pair">
      <h2 id="pair">{t('stations.pair')}</h2>
      <CodeLine code={code} joined={joined} />
      <p className="soft">{t('stations.codeUse')}</p>
      <div className="op-line">
        <Button type="primary" loading={action.busy} onClick={fresh}>
          {t('stations.newCode')}
        </Button>
        <Button onClick={() => setCode(null)}>{t('stations.pairEnd')}</Button>
      </div>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <h3>{t('stations.computer')}</h3>
      <ol>
        <li>{t('stations.computer1')}</li>
        <li>{t('stations.computer2', { address: addressOf(url) })}</li>
        <li>{t('stations.computer3')}</li>
      </ol>
      <h3>{t('stations.tablet')}</h3>
      <div className="stations-tablet">
        <ol>
          <li>{t('stations.tablet1', { address: url })}</li>
          <li>{t('stations.tablet2', { certificate: `${addressOf(url)}/ca.crt` })}</li>
          <li>{t('stations.tablet3')}</li>
        </ol>
        <Qr text={`${url}/?screen=join`} />
      </div>
    </section>
  );
}

function CodeLine({ code, joined }: { readonly code: Code; readonly joined: StationRow | null }) {
  const { t } = useTranslation();
  const who = useStationName();
  const now = useNow(1000);
  const left = (code.until - now) / 1000;
  if (joined !== null) {
    return (
      <div>
        <output className="stations-code digits" data-over="true">
          {code.code}
        </output>
        <p className="stations-joined" role="status">
          {t('stations.codeUsed', { name: who(joined.role, joined.name) })}
        </p>
      </div>
    );
  }
  return (
    <div>
      <output className="stations-code digits" data-over={left <= 0}>
        {code.code}
      </output>
      <p className={left <= 0 ? 'stations-note' : 'digits'}>
        {left <= 0 ? t('stations.codeOver') : t('stations.codeLeft', { time: timer(left) })}
      </p>
    </div>
  );
}

/** Drawn by what draws the slips. */
function Qr({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const [image, setImage] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    slipImage(`{code:${text};option:qrcode,6,m}`, 20).then(
      (made) => {
        if (!gone) setImage(made);
      },
      (cause: unknown) => console.error(cause),
    );
    return () => {
      gone = true;
    };
  }, [text]);
  return image === null ? null : <img className="stations-qr" src={image} alt={t('stations.qr')} />;
}
