import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useAction } from '../../useAction.ts';
import { useCase } from './context.tsx';
import { StepForm } from './StepForm.tsx';
import { type Stop, stopOfMissing, stopsOf } from './steps.ts';

/** Closing: what is still missing, by a press to its step; and what keeps a true matter from coming again. */
export function CloseForm({ onGo }: { readonly onGo: (stop: Stop) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { value, people, may } = useCase();
  const [what, setWhat] = useState('');
  const [owner, setOwner] = useState<string | null>(people.me);
  const [due, setDue] = useState('');
  const [whyNone, setWhyNone] = useState('');
  const action = useAction();
  const { closing } = value;
  if (closing !== null) {
    return (
      <section className="step-part">
        <h5>{`✓ ${t('feedback.state.closed')} ${format.dateTime(closing.at)}`}</h5>
        {closing.measure !== null && <p>{t('handling.close.measureIs', closing.measure)}</p>}
        {closing.whyNone !== null && <p>{`${t('handling.close.none')} ${closing.whyNone}`}</p>}
      </section>
    );
  }
  const shown = stopsOf(value);
  const missing = value.missing.filter((one) => one !== 'prevention' && shown.includes(stopOfMissing[one]));
  const asked = value.missing.includes('prevention') || value.judged?.truth === 'true' || value.judged?.truth === 'partly';
  const measure = what.trim() !== '' && owner !== null && due !== '' ? { what: what.trim(), owner, due } : null;
  const ready = may('feedback.close') && missing.length === 0 && (!asked || measure !== null || whyNone.trim() !== '');
  const prevention = measure !== null ? { measure } : whyNone.trim() === '' ? {} : { whyNone: whyNone.trim() };
  return (
    <section className="step-part">
      <h5>{t('handling.close.do')}</h5>
      {missing.length > 0 && (
        <p className="step-missing">
          {t('handling.close.missing')}
          {missing.map((one) => (
            <button type="button" key={one} onClick={() => onGo(stopOfMissing[one])}>
              {t(`handling.missing.${one}`)}
            </button>
          ))}
        </p>
      )}
      {may('feedback.close') && (
        <StepForm submit={t('handling.close.do')} ready={ready} action={action} onSubmit={() => action.run('feedback.close', { feedback: value.row.feedback, ...prevention })}>
          {asked && (
            <fieldset className="prevent">
              <legend>{t('handling.close.prevent')}</legend>
              <small className="soft">{t('handling.close.preventWhy')}</small>
              <div className="file-line">
                <Input aria-label={t('handling.close.measure')} placeholder={t('handling.close.measure')} maxLength={200} value={what} onChange={(event) => setWhat(event.target.value)} />
                <Select
                  className="step-half"
                  showSearch={{ optionFilterProp: 'label' }}
                  aria-label={t('handling.close.owner')}
                  placeholder={t('handling.close.owner')}
                  value={owner}
                  options={people.names.map((one) => ({ value: one, label: one }))}
                  onChange={setOwner}
                />
                <Input className="picker-day" type="date" aria-label={t('handling.close.due')} title={t('handling.close.due')} value={due} onChange={(event) => setDue(event.target.value)} />
              </div>
              <Input
                aria-label={t('handling.close.none')}
                placeholder={t('handling.close.none')}
                maxLength={200}
                disabled={what.trim() !== ''}
                value={whyNone}
                onChange={(event) => setWhyNone(event.target.value)}
              />
            </fieldset>
          )}
        </StepForm>
      )}
    </section>
  );
}
