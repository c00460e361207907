import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useHost } from '../../host.tsx';
import { useAction } from '../../useAction.ts';
import { fieldInstant } from '../filing/form.ts';
import { Again } from './Again.tsx';
import { Approval } from './Approval.tsx';
import { useCase } from './context.tsx';
import { useLater } from './DoneWhen.tsx';
import { DraftFields } from './DraftFields.tsx';
import { Phrases } from './Phrases.tsx';
import { type Draft, draftOf, kindsOf, remediesOf } from './plan.ts';
import { Recorded } from './Recorded.tsx';
import { StepForm } from './StepForm.tsx';

const most = 3;

/** Step 4: one to three remedies; what is above the limit waits for a yes. */
export function Propose() {
  const { value, may } = useCase();
  const { plan } = value;
  return (
    <Again
      key={plan?.enteredAt ?? 0}
      record={
        plan !== null && (
          <Recorded done={plan}>
            <ul className="remedies">
              {plan.remedies.map((one) => (
                <Approval key={one.remedy} remedy={one} />
              ))}
            </ul>
          </Recorded>
        )
      }
      form={may('feedback.propose') ? <ProposeForm /> : null}
    />
  );
}

function ProposeForm() {
  const { t } = useTranslation();
  const say = useWords();
  const { zone } = useHost();
  const { value } = useCase();
  const kinds = kindsOf(value);
  const [all, setAll] = useState(false);
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  const later = useLater();
  const action = useAction();
  const chosen = drafts.map((one) => one.kind);
  const full = drafts.length >= most;
  const usual = kinds.filter((one) => one.preset || chosen.includes(one.kind));
  const shown = all || usual.length === 0 ? kinds : usual;
  const needs = drafts.some((one) => kinds.find((kind) => kind.kind === one.kind)?.alone === false);
  const toggle = (kind: string) => {
    if (chosen.includes(kind)) setDrafts(drafts.filter((one) => one.kind !== kind));
    else if (!full) setDrafts([...drafts, draftOf(kind)]);
  };
  const [first, second] = drafts.map((one) => (one.note.trim() === '' ? say(kinds.find((kind) => kind.kind === one.kind)?.zh ?? '') : one.note.trim()));
  const known = { ...(first === undefined ? {} : { planA: first, plan: first }), ...(second === undefined ? {} : { planB: second }) };
  const send = () => action.run('feedback.propose', { feedback: value.row.feedback, remedies: remediesOf(drafts, (at) => fieldInstant(zone, at)), ...later.at() });
  return (
    <>
      <Phrases stop="propose" known={known} />
      <StepForm submit={t(needs ? 'handling.propose.doApproval' : 'handling.propose.do')} ready={drafts.length > 0} action={action} onSubmit={send} later={later}>
        <small className="soft">{t(full ? 'handling.propose.many' : 'handling.propose.choose')}</small>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks along */}
        <div className="kinds" role="group" aria-label={t('handling.propose.choose')}>
          {shown.map((one) => (
            <button
              type="button"
              key={one.kind}
              data-preset={one.preset}
              aria-pressed={chosen.includes(one.kind)}
              aria-disabled={full && !chosen.includes(one.kind)}
              title={one.note === null ? undefined : say(one.note)}
              onClick={() => toggle(one.kind)}
            >
              {say(one.zh)}
              <small data-alone={one.alone}>{t(one.alone ? 'handling.propose.alone' : 'handling.propose.needs')}</small>
            </button>
          ))}
        </div>
        {shown.length < kinds.length && (
          <Button className="file-more" type="text" onClick={() => setAll(true)}>
            {t('handling.propose.more', { n: kinds.length - shown.length })}
          </Button>
        )}
        {drafts.map((one) => (
          <DraftFields key={one.kind} draft={one} onChange={(to) => setDrafts(drafts.map((other) => (other.kind === one.kind ? to : other)))} />
        ))}
      </StepForm>
    </>
  );
}
