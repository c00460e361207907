import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalOutput } from '../../../shared/contract.ts';
import { call } from '../../api.ts';

type Found = LocalOutput<'network.find'>['hosts'][number];
interface Props {
  readonly value: string;
  readonly onChange: (address: string) => void;
}
const lookAgain = 4000;

/** The hosts that announce themselves, looked for again and again, and a box for an address where none does. */
export function HostField({ value, onChange }: Props) {
  const { t } = useTranslation();
  const found = useHosts();
  const [typing, setTyping] = useState(false);
  const none = found !== null && found.length === 0;
  const listed = found?.some((one) => addressOf(one) === value) === true;
  // An address that was given, or typed, stays in its box although other hosts are found.
  const box = typing || none || (value !== '' && !listed);
  return (
    <div className="setup-hosts">
      <p role="status">{found === null ? t('setup.searching') : none ? t('setup.noHosts') : ''}</p>
      {found?.map((one) => {
        const address = addressOf(one);
        return (
          <label className="setup-host" key={address} data-chosen={!box && value === address}>
            <input type="radio" name="host" checked={!box && value === address} onChange={() => (setTyping(false), onChange(address))} />
            <strong>{one.name}</strong>
            <span className="digits">{address}</span>
          </label>
        );
      })}
      {found !== null && !none && !typing && (
        <button type="button" className="home-plain" onClick={() => (setTyping(true), onChange(''))}>
          {t('setup.otherAddress')}
        </button>
      )}
      {box && (
        <label className="field">
          <span>{t('setup.address')}</span>
          <input
            className="field-name"
            value={value}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            placeholder={t('setup.addressHint')}
            onChange={(event) => onChange(event.target.value)}
          />
        </label>
      )}
    </div>
  );
}

function addressOf(host: Found): string {
  return host.address.includes(':') ? `[${host.address}]:${host.port}` : `${host.address}:${host.port}`;
}

/** Null while the first search runs. A search that fails finds nothing: an address can always be typed. */
function useHosts(): readonly Found[] | null {
  const [found, setFound] = useState<readonly Found[] | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const look = async () => {
      const answer = await call('network.find', {});
      if (gone) return;
      setFound((before) => (answer.ok ? answer.value.hosts : (before ?? [])));
      timer = setTimeout(() => void look(), lookAgain);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
  return found;
}
