import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from '../case/context.tsx';
import { Chips, toggled } from '../Chips.tsx';
import { Reason } from '../Reason.tsx';
import type { ActionProps } from './Actions.tsx';

/** How serious it is, asked once more. */
export function Grade({ onDone }: ActionProps) {
  const { t } = useTranslation();
  const say = useWords();
  const { value, settings } = useCase();
  const [severity, setSeverity] = useState<readonly string[]>(value.severityWhy.filter((one) => settings.severity.questions.some((other) => other.id === one)));
  const action = useAction();
  return (
    <>
      <Reason
        label={t('acting.grade.why')}
        presets={t('acting.grade.presets', { returnObjects: true })}
        submit={t('acting.grade.do')}
        busy={action.busy}
        onReason={(reason) => action.run('feedback.grade', { feedback: value.row.feedback, severity: [...severity], reason }, onDone)}
        onCancel={onDone}
      >
        <Chips
          name={t('filing.severity')}
          className="chips-check"
          chosen={severity}
          choices={settings.severity.questions.map((one) => ({ value: one.id, text: say(one.zh) }))}
          onChoose={(id) => setSeverity(toggled(severity, id))}
        />
      </Reason>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </>
  );
}
