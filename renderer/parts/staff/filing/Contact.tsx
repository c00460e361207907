import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../Field.tsx';
import { phoneGood } from './form.ts';
import type { Filing } from './useFiling.ts';

/** Name and phone, both optional; one press says that the customer leaves none. */
export function Contact({ filing }: { readonly filing: Filing }) {
  const { t } = useTranslation();
  const { form, set } = filing;
  const none = form.name.trim() === '' && form.phone.trim() === '';
  const long = form.phone.replaceAll(/[\s-]/g, '').length >= 11;
  return (
    <Field name={t('feedback.contact')} {...(!phoneGood(form.phone) && long ? { hint: t('feedback.phoneWrong') } : {})}>
      <div className="file-line">
        <Input
          aria-label={t('feedback.name')}
          placeholder={t('feedback.name')}
          maxLength={40}
          value={form.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Input
          aria-label={t('feedback.phone')}
          placeholder={t('feedback.phone')}
          inputMode="tel"
          maxLength={20}
          status={phoneGood(form.phone) ? '' : 'error'}
          value={form.phone}
          onChange={(event) => set({ phone: event.target.value })}
        />
        <Button type={none ? 'primary' : 'default'} ghost={none} aria-pressed={none} onClick={() => set({ name: '', phone: '' })}>
          {t('filing.anonymous')}
        </Button>
      </div>
    </Field>
  );
}
