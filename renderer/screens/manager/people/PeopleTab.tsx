import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../../shared/contract.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { useView } from '../../../parts/useView.ts';
import { PersonForm } from './PersonForm.tsx';
import { PinForm } from './PinForm.tsx';
import { RemoveForm } from './RemoveForm.tsx';
import '../../../parts/staff/people/people.css';

export type Person = View<'people'>['people'][number];
type Doing = { readonly what: 'add' } | { readonly what: 'change' | 'pin' | 'remove'; readonly person: Person } | null;

/** The roster: who works here, as what, and whether they have a PIN. */
export function PeopleTab() {
  const { t } = useTranslation();
  const { value: view, problem } = useView('people', {});
  const [doing, setDoing] = useState<Doing>(null);
  const [told, setTold] = useState('');
  if (view === null) return <ProblemNote problem={problem} />;
  const done = (text = '') => {
    setDoing(null);
    setTold(text);
  };
  const first = !view.people.some((one) => one.hasPin && (one.role === 'manager' || one.role === 'admin'));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
    <div className="people" tabIndex={0}>
      <section className="card" aria-labelledby="people">
        <h2 id="people">{t('people.title')}</h2>
        {view.people.length === 0 && <p>{t('people.none')}</p>}
        {view.people.length > 0 && first && <p className="card-warn">{t('people.firstPin')}</p>}
        {told !== '' && <p role="status">{told}</p>}
        {view.people.length > 0 && (
          <table>
            <thead>
              <tr>
                <th>{t('people.name')}</th>
                <th>{t('people.no')}</th>
                <th>{t('people.role')}</th>
                <th>{t('people.pin')}</th>
                <th aria-label={t('people.change')} />
              </tr>
            </thead>
            <tbody>
              {view.people.map((one) => (
                <tr key={one.staff}>
                  <td>{one.staff}</td>
                  <td className="digits">{one.no ?? ''}</td>
                  <td>{t(`people.roles.${one.role}`)}</td>
                  <td>{one.hasPin ? t('people.pinSet') : <strong className="stations-note">{t('people.pinNone')}</strong>}</td>
                  <td>
                    <Button size="small" onClick={() => setDoing({ what: 'pin', person: one })}>
                      {t('people.setPin')}
                    </Button>{' '}
                    <Button size="small" type="text" onClick={() => setDoing({ what: 'change', person: one })}>
                      {t('people.change')}
                    </Button>{' '}
                    <Button size="small" type="text" onClick={() => setDoing({ what: 'remove', person: one })}>
                      {t('people.remove')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Button type={view.people.length === 0 ? 'primary' : 'default'} onClick={() => setDoing({ what: 'add' })}>
          {t('people.add')}
        </Button>
      </section>
      {doing !== null && (
        <section className="card" key={doing.what === 'add' ? 'add' : `${doing.what} ${doing.person.staff}`}>
          {(doing.what === 'add' || doing.what === 'change') && (
            <PersonForm person={doing.what === 'add' ? null : doing.person} first={view.people.length === 0} onDone={done} />
          )}
          {doing.what === 'pin' && <PinForm person={doing.person} me={view.me?.staff ?? null} first={first} onDone={done} />}
          {doing.what === 'remove' && <RemoveForm person={doing.person} onDone={done} />}
        </section>
      )}
    </div>
  );
}
