import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../../shared/contract.ts';
import { Labelled } from '../Labelled.tsx';

interface Props {
  readonly people: View<'people'>['people'];
  readonly value: string;
  readonly autoFocus?: boolean;
  readonly onChange: (staff: string) => void;
}

/** Somebody on the roster: typed or picked. */
export function PersonChoice({ people, value, autoFocus = false, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Labelled name={t('people.who')} className="person-choice">
      <Select
        size="large"
        showSearch
        autoFocus={autoFocus}
        defaultActiveFirstOption
        value={value === '' ? null : value}
        onChange={(staff: string | null) => onChange(staff ?? '')}
        options={people.map((one) => ({
          value: one.staff,
          label: `${one.staff}${one.no === null ? '' : ` ${one.no}`} · ${t(`people.roles.${one.role}`)}`,
        }))}
      />
    </Labelled>
  );
}
