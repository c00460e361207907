import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { categoryOf } from '../causes.ts';
import { Field } from '../Field.tsx';
import { NamedStaff } from '../NamedStaff.tsx';
import { useStaffNames } from '../useStaffNames.ts';
import type { Filing } from './useFiling.ts';

interface Props {
  readonly filing: Filing;
  readonly settings: Settings;
}

/** What only some categories ask: whom it is about, or which line, account and outage. */
export function Asked({ filing, settings }: Props) {
  const { t } = useTranslation();
  const { form, set } = filing;
  const category = categoryOf(settings, form.cause);
  const people = useStaffNames(category?.namedStaffAsk === true);
  return (
    <>
      {(category?.sealed === true || form.type === 'report') && <p className="file-calm">{t('filing.sealed')}</p>}
      {category?.namedStaffAsk === true && (
        <Field name={t('filing.about')}>
          <NamedStaff name={t('filing.about')} people={people} value={form.named} onChange={(named) => set({ named })} />
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
