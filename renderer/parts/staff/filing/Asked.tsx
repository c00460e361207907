import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { categoryOf } from '../causes.ts';
import { Field } from '../Field.tsx';
import { useStaffName } from '../useStaffName.ts';
import { useStaffNames } from '../useStaffNames.ts';
import type { Filing } from './useFiling.ts';

interface Props {
  readonly filing: Filing;
  readonly settings: Settings;
}

/** What only some categories ask: whom it is about, or which line, account and outage. */
export function Asked({ filing, settings }: Props) {
  const { t } = useTranslation();
  const person = useStaffName();
  const { form, set } = filing;
  const category = categoryOf(settings, form.cause);
  const { names } = useStaffNames(category?.namedStaffAsk === true);
  return (
    <>
      {(category?.sealed === true || form.type === 'report') && <p className="file-calm">{t('filing.sealed')}</p>}
      {category?.namedStaffAsk === true && (
        <Field name={t('filing.about')}>
          <Select
            className="file-wide"
            mode={names.length > 0 ? 'multiple' : 'tags'}
            showSearch={{ optionFilterProp: 'label' }}
            maxCount={5}
            aria-label={t('filing.about')}
            placeholder={t('filing.about')}
            value={[...form.named]}
            options={[...names, 'role:lead', 'role:manager'].map((one) => ({ value: one, label: person(one) }))}
            onChange={(named: readonly string[]) => set({ named: named.map((one) => one.trim().slice(0, 40)).filter((one) => one !== '') })}
          />
        </Field>
      )}
      {category?.areaAsk === true && (
        <Field name={t('filing.area')} {...(filing.faults.includes('area') ? { hint: t('filing.areaWrong') } : {})}>
          <div className="file-line">
            <Input
              aria-label={t('filing.area')}
              placeholder={t('filing.area')}
              maxLength={40}
              status={filing.faults.includes('area') ? 'error' : ''}
              value={form.area}
              onChange={(event) => set({ area: event.target.value })}
            />
            <Input
              className="picker-day"
              type="date"
              aria-label={t('filing.outage')}
              title={t('filing.outage')}
              value={form.outage}
              onChange={(event) => set({ outage: event.target.value })}
            />
            <Input
              aria-label={t('filing.account')}
              placeholder={t('filing.account')}
              maxLength={40}
              value={form.account}
              onChange={(event) => set({ account: event.target.value })}
            />
          </div>
        </Field>
      )}
    </>
  );
}
