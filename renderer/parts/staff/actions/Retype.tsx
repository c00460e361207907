import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from '../case/context.tsx';
import { Chips } from '../Chips.tsx';
import { Reason } from '../Reason.tsx';
import type { ActionProps } from './Actions.tsx';

/** Another kind; a complaint becomes something else only with the customer's consent. */
export function Retype({ onDone }: ActionProps) {
  const { t } = useTranslation();
  const say = useWords();
  const { value, settings } = useCase();
  const others = settings.requestTypes.filter((one) => one.id !== value.row.type && one.id !== 'settledOnSite');
  const [type, setType] = useState(others[0]?.id ?? '');
  const [consent, setConsent] = useState(false);
  const action = useAction();
  const needsConsent = value.row.type === 'complaint';
  return (
    <>
      <Reason
        label={t('acting.retype.why')}
        presets={t('acting.retype.presets', { returnObjects: true })}
        submit={t('acting.retype.do')}
        busy={action.busy}
        ready={!needsConsent || consent}
        onReason={(reason) => action.run('feedback.retype', { feedback: value.row.feedback, type, consent: consent || !needsConsent, reason }, onDone)}
        onCancel={onDone}
      >
        <Chips name={t('acting.retype.to')} chosen={type} choices={others.map((one) => ({ value: one.id, text: say(one.zh) }))} onChoose={setType} />
        {needsConsent && (
          <Checkbox checked={consent} onChange={(event) => setConsent(event.target.checked)}>
            {t('acting.retype.consent')}
          </Checkbox>
        )}
      </Reason>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </>
  );
}
