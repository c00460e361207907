import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useAction } from '../../useAction.ts';
import { causeName, causeOptions } from '../causes.ts';
import { Again } from './Again.tsx';
import { useCase } from './context.tsx';
import { useLater } from './DoneWhen.tsx';
import { Judge } from './Judge.tsx';
import { Phrases } from './Phrases.tsx';
import { Recorded } from './Recorded.tsx';
import { Said } from './Said.tsx';
import { Statements } from './Statements.tsx';
import { StepForm } from './StepForm.tsx';

/** Step 3: what the customer says beside what the record says, the cause, and whether it is true. */
export function Analyse() {
  const { t } = useTranslation();
  const say = useWords();
  const { value, settings, may } = useCase();
  const { analysed } = value;
  return (
    <>
      {/* What the record says stands beside it (Side). */}
      <section className="account" aria-label={t('handling.analyse.account')}>
        <b>{t('handling.analyse.account')}</b>
        <p>{value.words ?? t(value.personal === 'masked' ? 'handling.masked' : 'handling.saidNone')}</p>
      </section>
      {value.facts === null && <p className="soft">{t('handling.analyse.noFacts')}</p>}
      <Again
        key={analysed?.enteredAt ?? 0}
        record={
          analysed !== null && (
            <Recorded done={analysed}>
              <span>{say(causeName(settings, analysed.cause))}</span>
              {analysed.finding !== null && <span>{analysed.finding}</span>}
              {analysed.camera !== null && <span>{analysed.camera}</span>}
            </Recorded>
          )
        }
        form={may('feedback.analyse') ? <AnalyseForm /> : null}
      />
      <Statements />
      <Judge />
    </>
  );
}

function AnalyseForm() {
  const { t } = useTranslation();
  const say = useWords();
  const { value, settings } = useCase();
  const [cause, setCause] = useState(value.analysed?.cause ?? value.row.cause);
  const [finding, setFinding] = useState('');
  const [camera, setCamera] = useState('');
  const later = useLater();
  const action = useAction();
  const send = () =>
    action.run('feedback.analyse', {
      feedback: value.row.feedback, cause,
      ...(finding.trim() === '' ? {} : { finding: finding.trim() }),
      ...(camera.trim() === '' ? {} : { camera: camera.trim() }),
      ...later.at(),
    });
  return (
    <>
      <Phrases stop="analyse" />
      <StepForm submit={t('handling.analyse.do')} ready action={action} onSubmit={send} later={later}>
        <Select
          className="step-wide"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('handling.analyse.cause')}
          value={cause}
          options={causeOptions(settings, say)}
          onChange={setCause}
        />
        <Said name={t('handling.analyse.finding')} value={finding} onChange={setFinding} />
        <Input
          aria-label={t('handling.analyse.camera')}
          placeholder={t('handling.analyse.camera')}
          maxLength={200}
          value={camera}
          onChange={(event) => setCamera(event.target.value)}
        />
      </StepForm>
    </>
  );
}
