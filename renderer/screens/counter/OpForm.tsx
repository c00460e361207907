import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../parts/staff/Labelled.tsx';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { useWords } from '../../i18n/words/index.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Reason } from '../../parts/staff/Reason.tsx';
import { ReclassForm } from '../../parts/staff/ReclassForm.tsx';
import { type Action, useAction } from '../../parts/useAction.ts';
import type { After } from './AfterNote.tsx';
import type { Desk, Op } from './ops.ts';
import { Rebook } from './Rebook.tsx';

const formOps = ['park', 'transfer', 'addService', 'rebook', 'merge', 'reclass'] as const;
/** An op that needs to know a little more. */
export type FormOp = (typeof formOps)[number];

/** Whether an op asks something before it is done. */
export function isFormOp(op: Op): op is FormOp {
  return (formOps as readonly Op[]).includes(op);
}

interface Props {
  readonly op: FormOp;
  readonly current: TicketRow;
  readonly desk: Desk;
  readonly settings: Settings;
  readonly onDone: (after: After | null) => void;
  readonly onCancel: () => void;
}
/** What each of the small forms gets. */
export interface FormProps extends Omit<Props, 'op'> {
  readonly action: Action;
}

/** The small form of an op, below the buttons: the ticket and the calling keys stay where they are. */
export function OpForm({ op, ...props }: Props) {
  const { t } = useTranslation();
  const action = useAction();
  const Form = { park: Park, transfer: Transfer, addService: AddService, rebook: Rebook, merge: Merge, reclass: Reclass }[op];
  return (
    <section className="op-form" aria-label={t(`counter.op.${op}`)}>
      <h2>{`${t(`counter.op.${op}`)} ${props.current.number}`}</h2>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <Form {...props} action={action} />
    </section>
  );
}

function Park({ settings, action, onDone, onCancel }: FormProps) {
  const { t } = useTranslation();
  const say = useWords();
  const { park } = settings.queueRules;
  const [minutes, setMinutes] = useState(park.defaultMinutes);
  const reasons = new Map(park.reasons.map((one) => [say(one), one]));
  return (
    <Reason
      label={t('counter.parkWhy')}
      presets={[...reasons.keys()]}
      submit={t('counter.parkDo')}
      busy={action.busy}
      onReason={(shown) => action.run('ticket.park', { reason: reasons.get(shown) ?? shown, minutes }, () => onDone(null))}
      onCancel={onCancel}
    >
      <Labelled name={t('counter.parkMinutes')} className="op-line">
        <InputNumber min={1} max={480} value={minutes} onChange={(value) => setMinutes(value ?? park.defaultMinutes)} />
      </Labelled>
    </Reason>
  );
}

function Transfer({ current, settings, action, onDone, onCancel }: FormProps) {
  const { t } = useTranslation();
  const say = useWords();
  const done = () => onDone(null);
  const services = settings.services.filter((one) => one.enabled && one.noTicket !== true && one.id !== current.service);
  const counters = settings.counters.filter(
    (one) => one.no !== current.counter && (one.services.includes('*') || one.services.includes(current.service)),
  );
  return (
    <>
      <p>{t('counter.transferKeeps')}</p>
      <Choices
        label={t('counter.transferCounter')}
        busy={action.busy}
        choices={counters.map((one) => ({
          key: String(one.no),
          text: say(one.zh),
          run: () => action.run('ticket.transfer', { counter: one.no }, done),
        }))}
      />
      <Choices
        label={t('counter.transferService')}
        busy={action.busy}
        choices={services.map((one) => ({
          key: one.id,
          text: say(one.zh, one.en),
          run: () => action.run('ticket.transfer', { service: one.id }, done),
        }))}
      />
      <Button onClick={onCancel}>{t('common.cancel')}</Button>
    </>
  );
}

function AddService({ current, settings, action, onDone, onCancel }: FormProps) {
  const { t } = useTranslation();
  const say = useWords();
  const services = settings.services.filter((one) => one.enabled && one.noTicket !== true && !current.services.includes(one.id));
  return (
    <>
      <Choices
        label={t('counter.addWhich')}
        busy={action.busy}
        choices={services.map((one) => ({
          key: one.id,
          text: say(one.zh, one.en),
          run: () => action.run('ticket.addService', { service: one.id }, () => onDone(null)),
        }))}
      />
      <Button onClick={onCancel}>{t('common.cancel')}</Button>
    </>
  );
}

function Merge({ current, desk, action, onDone, onCancel }: FormProps) {
  const { t } = useTranslation();
  const others = [...desk.waiting, ...desk.noShow, ...desk.parked].filter((one) => one.ticket !== current.ticket);
  const [ticket, setTicket] = useState<string | null>(null);
  return (
    <div className="op-line">
      <span>{others.length === 0 ? t('counter.mergeNone') : t('counter.mergeWhich')}</span>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        className="op-select"
        aria-label={t('counter.mergeWhich')}
        value={ticket}
        options={others.map((one) => ({ value: one.ticket, label: one.number }))}
        onChange={setTicket}
      />
      <Button
        type="primary"
        disabled={ticket === null || action.busy}
        onClick={() => ticket !== null && action.run('ticket.merge', { ticket, into: current.ticket }, () => onDone(null))}
      >
        {t('counter.mergeDo')}
      </Button>
      <Button onClick={onCancel}>{t('common.cancel')}</Button>
    </div>
  );
}

function Reclass({ current, settings, action, onDone, onCancel }: FormProps) {
  return <ReclassForm ticket={current} settings={settings} action={action} onDone={() => onDone(null)} onCancel={onCancel} />;
}

interface ChoicesProps {
  readonly label: string;
  readonly busy: boolean;
  readonly choices: readonly { readonly key: string; readonly text: string; readonly run: () => void }[];
}

function Choices({ label, busy, choices }: ChoicesProps) {
  return (
    <div className="op-choices">
      <span>{label}</span>
      {choices.map((one) => (
        <Button key={one.key} disabled={busy} onClick={one.run}>
          {one.text}
        </Button>
      ))}
    </div>
  );
}
