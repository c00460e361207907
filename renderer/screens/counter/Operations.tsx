import { useTranslation } from 'react-i18next';
import { useLink } from '../../parts/link.tsx';
import { allowed, type Desk, keyOf, nextStep, type Op } from './ops.ts';

interface Props {
  readonly desk: Desk;
  readonly busy: boolean;
  readonly onOp: (op: Op) => void;
  readonly onOpen: () => void;
  readonly onResume: () => void;
}
const order: readonly Op[] = [
  'recall',
  'start',
  'finish',
  'noShow',
  'park',
  'transfer',
  'notDone',
  'addService',
  'rebook',
  'merge',
  'reclass',
  'feedback',
  'settle',
];

/** One large button for what comes next, all the others at their fixed places with their keys. */
export function Operations({ desk, busy, onOp, onOpen, onResume }: Props) {
  const { t } = useTranslation();
  const away = useLink().state === 'cutOff';
  const step = nextStep(desk);
  const large = {
    open: { text: t('counter.open'), run: onOpen },
    resume: { text: t('counter.resume'), run: onResume },
    next: { text: `${t('counter.op.next')}${t('counter.nextCount', { n: desk.waiting.length + desk.others })}`, run: () => onOp('next') },
    start: { text: t('counter.op.start'), run: () => onOp('start') },
    finish: { text: t('counter.op.finish'), run: () => onOp('finish') },
  }[step];
  return (
    <div className="ops">
      <button type="button" className="ops-large" disabled={busy || (step === 'next' && desk.waiting.length === 0)} onClick={large.run}>
        {large.text}
        {step !== 'open' && step !== 'resume' && <kbd>{keyOf[step]}</kbd>}
      </button>
      <div className="ops-rest">
        {order.map((op) => (
          <button type="button" key={op} className="ops-one" disabled={busy || !allowed(op, desk, away)} data-op={op} onClick={() => onOp(op)}>
            {t(`counter.op.${op}`)}
            {keyOf[op] !== undefined && <kbd>{keyOf[op]}</kbd>}
          </button>
        ))}
      </div>
    </div>
  );
}
