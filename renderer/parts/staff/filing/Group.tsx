import { Button, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { Field } from '../Field.tsx';
import { phoneGood } from './form.ts';
import type { Filing } from './useFiling.ts';

interface Props {
  readonly filing: Filing;
  readonly settings: Settings;
}

/** Several people with one matter: how many, and who speaks for them. */
export function Group({ filing, settings }: Props) {
  const { t } = useTranslation();
  const { form, set } = filing;
  const change = (at: number, to: { readonly name?: string; readonly phone?: string }) =>
    set({ representatives: form.representatives.map((one, other) => (other === at ? { ...one, ...to } : one)) });
  return (
    <Field name={t('filing.headcount')}>
      <InputNumber aria-label={t('filing.headcount')} min={settings.groupRules.from} max={9999} value={form.headcount} onChange={(headcount) => set({ headcount })} />
      {form.representatives.map((one, at) => (
        <div className="file-line" key={at}>
          <Input
            aria-label={t('filing.representative', { n: at + 1 })}
            placeholder={t('filing.representative', { n: at + 1 })}
            maxLength={40}
            value={one.name}
            onChange={(event) => change(at, { name: event.target.value })}
          />
          <Input
            aria-label={t('filing.representativePhone', { n: at + 1 })}
            placeholder={t('feedback.phone')}
            maxLength={20}
            status={phoneGood(one.phone) ? '' : 'error'}
            value={one.phone}
            onChange={(event) => change(at, { phone: event.target.value })}
          />
        </div>
      ))}
      {form.representatives.length < settings.groupRules.representatives && (
        <Button className="file-more" type="text" onClick={() => set({ representatives: [...form.representatives, { name: '', phone: '' }] })}>
          {t('filing.addRepresentative')}
        </Button>
      )}
    </Field>
  );
}
