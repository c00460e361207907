import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationRole } from '../../../shared/events.ts';
import { readPairCode } from '../../parts/pairCode.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import { CodeField, NameField } from './Fields.tsx';
import type { Place } from './Home.tsx';
import { HostField } from './HostField.tsx';

interface Props {
  readonly role: StationRole;
  /** What is known already: from a roll-out file, or of what it was before. */
  readonly told: Place;
  readonly onJoined: (place: Place) => void;
  readonly onBack: () => void;
}

/** Three steps on one page: which host, its code, a name. */
export function Join({ role, told, onJoined, onBack }: Props) {
  const { t } = useTranslation();
  const [address, setAddress] = useState(told.host ?? '');
  const [code, setCode] = useState('');
  const [name, setName] = useState(told.name ?? '');
  const [standBy, setStandBy] = useState(told.standBy);
  const action = useAction();
  const read = readPairCode(code);
  const mayStandBy = role === 'counter' || role === 'manager';
  const ready = address.trim() !== '' && read !== null && name.trim() !== '' && (role !== 'counter' || /^\d{1,2}$/.test(name.trim()));
  const join = (event: FormEvent) => {
    event.preventDefault();
    if (read !== null && ready)
      action.run(
        'network.join',
        { address: address.trim(), code: read.text, role, name: name.trim(), standBy: mayStandBy && standBy },
        onJoined,
      );
  };
  return (
    <form className="setup-join" onSubmit={join}>
      <h1>{t('setup.joinTitle', { role: t(`setup.role.${role}`) })}</h1>
      <fieldset disabled={action.busy}>
        <legend>{t('setup.step1')}</legend>
        <HostField value={address} onChange={setAddress} />
      </fieldset>
      <div className="setup-two">
        <fieldset disabled={action.busy}>
          <legend>{t('setup.step2')}</legend>
          <CodeField value={code} onChange={setCode} />
        </fieldset>
        <fieldset disabled={action.busy}>
          <legend>{t('setup.step3')}</legend>
          <NameField role={role} value={name} onChange={setName} />
          {mayStandBy && (
            <label className="setup-check">
              <input type="checkbox" checked={standBy} onChange={(event) => setStandBy(event.target.checked)} />
              <span>
                <b>{t('setup.standBy')}</b>
                <small>{t('setup.standByHint')}</small>
              </span>
            </label>
          )}
        </fieldset>
      </div>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <div className="setup-foot">
        <button type="submit" className="setup-main" disabled={!ready || action.busy}>
          {t('setup.join')}
        </button>
        <button type="button" className="home-plain" disabled={action.busy} onClick={onBack}>
          {t('common.back')}
        </button>
        <span role="status">{action.busy ? t('setup.joining') : ''}</span>
      </div>
    </form>
  );
}
