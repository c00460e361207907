import { useTranslation } from 'react-i18next';
import { useStaffName } from '../useStaffName.ts';
import { Agree } from './Agree.tsx';
import { Analyse } from './Analyse.tsx';
import { Close } from './Close.tsx';
import { useCase } from './context.tsx';
import { FollowThrough } from './FollowThrough.tsx';
import { FollowUp } from './FollowUp.tsx';
import { Listen } from './Listen.tsx';
import { Propose } from './Propose.tsx';
import { StepHead } from './StepHead.tsx';
import { currentStop, isDone, type Stop } from './steps.ts';
import { Sympathise } from './Sympathise.tsx';

interface Props {
  readonly stop: Stop;
  readonly onGo: (stop: Stop) => void;
}

/** One step: what it is for, what is on record, what to say and the little to fill in. */
export function StepPanel({ stop, onGo }: Props) {
  const { t } = useTranslation();
  const person = useStaffName();
  const { value } = useCase();
  const Step = { listen: Listen, sympathise: Sympathise, analyse: Analyse, propose: Propose, agree: Agree, followThrough: FollowThrough, close: null, followUp: FollowUp }[stop];
  const owner = value.row.owner;
  // Somebody else's step is to be read, not to wonder about.
  const others = !isDone(value, stop) && stop === currentStop(value) && value.may.every((one) => ['feedback.show', 'feedback.urge'].includes(one));
  return (
    <section className="step">
      <StepHead stop={stop} />
      {others && owner !== null && <p className="soft">{t('handling.notYours', { name: person(owner) })}</p>}
      {Step === null ? <Close onGo={onGo} /> : <Step />}
    </section>
  );
}
