import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import type { StationsView } from './attention.ts';

export type HostView = NonNullable<StationsView['host']>;

/** Which computer decides, and how others reach and recognise it. */
export function HostCard({ host }: { readonly host: HostView }) {
  const { t } = useTranslation();
  const say = useWords();
  return (
    <section className="card" aria-labelledby="host">
      <h2 id="host">{t('stations.hostIs', { name: say(host.name) })}</h2>
      <div>
        <span className="soft">{t('stations.addresses')}</span>
        <ul className="plain-list">
          {host.urls.map((url) => (
            <li className="digits" key={url}>
              <b>{addressOf(url)}</b>
            </li>
          ))}
        </ul>
      </div>
      <Fingerprint hex={host.fingerprint} />
    </section>
  );
}

/** A fingerprint in groups, as every certificate dialogue shows it. */
export function Fingerprint({ hex }: { readonly hex: string }) {
  const { t } = useTranslation();
  return (
    <div>
      <span className="soft">{t('stations.fingerprint')}</span>
      <p className="stations-print digits">{(hex.toUpperCase().match(/.{1,4}/g) ?? []).join(' ')}</p>
    </div>
  );
}

/** host:port of an address, without what nobody needs to type. */
export function addressOf(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
