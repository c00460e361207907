import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { Field } from '../Field.tsx';
import { isElsewhere, isOutside } from './form.ts';
import type { Filing } from './useFiling.ts';

interface Props {
  readonly filing: Filing;
  readonly settings: Settings;
}

/** On which way it came in. */
export function ChannelSelect({ filing, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  return (
    <Select
      className="file-channel"
      aria-label={t('filing.channel')}
      value={filing.form.channel}
      options={settings.channels.filter((one) => one.id !== 'kiosk').map((one) => ({ value: one.id, label: say(one.zh) }))}
      onChange={(channel) => filing.set({ channel })}
    />
  );
}

/** The other system's number and when it received it: deadlines run from then. */
export function ChannelFields({ filing, settings }: Props) {
  const { t } = useTranslation();
  const { form, set, faults } = filing;
  if (!isElsewhere(form.channel)) return null;
  const outside = isOutside(settings, form.channel);
  return (
    <Field name={t('filing.receivedAt')} hint={t('filing.receivedWhy')}>
      <div className="file-line">
        <Input
          className="file-when"
          type="datetime-local"
          required={outside}
          aria-label={t('filing.receivedAt')}
          status={faults.includes('receivedAt') ? 'error' : ''}
          value={form.receivedAt}
          onChange={(event) => set({ receivedAt: event.target.value })}
        />
        <Input
          required={outside}
          aria-label={t('filing.outsideNumber')}
          placeholder={t('filing.outsideNumber')}
          maxLength={60}
          status={faults.includes('outsideNumber') ? 'error' : ''}
          value={form.outsideNumber}
          onChange={(event) => set({ outsideNumber: event.target.value })}
        />
      </div>
    </Field>
  );
}
