import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useCase } from './context.tsx';
import { wrongWayOf } from './phrases.ts';
import { isDone, stepNo, type Stop } from './steps.ts';

/** What a step is for: its name, what has to be on record, and quietly what not to do. */
export function StepHead({ stop }: { readonly stop: Stop }) {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const { value, guides } = useCase();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What had the focus went away with the step before, or with the list: Tab goes on from here. Nobody's typing is ever left.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  const comma = i18n.language.startsWith('en') ? ', ' : '、';
  const no = stepNo(stop);
  const step = guides.steps.find((one) => one.no === no);
  const wrong = wrongWayOf(guides, stop);
  return (
    <header className="step-head">
      <h4 ref={heading} tabIndex={-1}>{step === undefined ? t(`handling.steps.${stop}`) : `${no} ${say(step.zh)}`}</h4>
      {step !== undefined && (
        <small className="soft">
          {!isDone(value, stop) && <span>{t('handling.onRecord', { list: step.onRecord.map((one) => say(one)).join(comma) })} </span>}
          {step.avoid.length > 0 && <span>{t('handling.avoid', { list: step.avoid.map((one) => say(one)).join(comma) })} </span>}
          {wrong !== undefined && <span>{t('handling.wrongWay', { wrong: say(wrong.zh), instead: say(wrong.instead) })}</span>}
        </small>
      )}
    </header>
  );
}
