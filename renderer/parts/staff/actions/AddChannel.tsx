import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useHost } from '../../host.tsx';
import { useAction } from '../../useAction.ts';
import { useCase } from '../case/context.tsx';
import { StepForm } from '../case/StepForm.tsx';
import { fieldInstant } from '../filing/form.ts';
import type { ActionProps } from './Actions.tsx';

/** 并入: the same matter by one more way; the earliest deadline then counts. */
export function AddChannel({ onDone }: ActionProps) {
  const { t } = useTranslation();
  const say = useWords();
  const { zone } = useHost();
  const { value, settings } = useCase();
  const [channel, setChannel] = useState<string | null>(null);
  const [number, setNumber] = useState('');
  const [receivedAt, setReceivedAt] = useState('');
  const action = useAction();
  const at = fieldInstant(zone, receivedAt);
  const send = () => {
    if (channel === null || at === null) return;
    action.run('feedback.addChannel', { feedback: value.row.feedback, channel, receivedAt: at, ...(number.trim() === '' ? {} : { number: number.trim() }) }, onDone);
  };
  return (
    <StepForm submit={t('acting.addChannel.do')} ready={channel !== null && at !== null} action={action} onSubmit={send}>
      <small className="soft">{t('acting.addChannel.hint')}</small>
      <div className="file-line">
        <Select
          className="step-half"
          aria-label={t('acting.addChannel.channel')}
          placeholder={t('acting.addChannel.channel')}
          value={channel}
          options={settings.channels.filter((one) => one.id !== value.row.channel).map((one) => ({ value: one.id, label: say(one.zh) }))}
          onChange={setChannel}
        />
        <Input aria-label={t('filing.outsideNumber')} placeholder={t('filing.outsideNumber')} maxLength={60} value={number} onChange={(event) => setNumber(event.target.value)} />
        <Input className="file-when" type="datetime-local" aria-label={t('filing.receivedAt')} title={t('filing.receivedAt')} value={receivedAt} onChange={(event) => setReceivedAt(event.target.value)} />
      </div>
      <Button onClick={onDone}>{t('common.cancel')}</Button>
    </StepForm>
  );
}
