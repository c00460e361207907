import { Select } from 'antd';
import { Chips, toggled } from './Chips.tsx';
import { useStaffName } from './useStaffName.ts';
import type { People } from './useStaffNames.ts';

interface Props {
  readonly name: string;
  readonly people: Pick<People, 'names' | 'told'>;
  readonly value: readonly string[];
  readonly onChange: (named: readonly string[]) => void;
}
/** So many are one press each; more are searched for. */
const few = 16;
const most = 5;

/** Whom a feedback is about: those who work here, the lead or the manager by what they are; any name where none is known. */
export function NamedStaff({ name, people: { names, told }, value, onChange }: Props) {
  const person = useStaffName();
  const all = [...new Set([...names, ...value, 'role:lead', 'role:manager'])];
  if (!told || (names.length > 0 && all.length <= few)) {
    return (
      <Chips
        name={name}
        className="chips-check"
        chosen={value}
        choices={all.map((one) => ({ value: one, text: person(one) }))}
        onChoose={(one) => (value.includes(one) || value.length < most ? onChange(toggled(value, one)) : undefined)}
      />
    );
  }
  return (
    <Select
      className="file-wide"
      mode={names.length > 0 ? 'multiple' : 'tags'}
      showSearch={{ optionFilterProp: 'label' }}
      maxCount={most}
      aria-label={name}
      placeholder={name}
      value={[...value]}
      options={all.map((one) => ({ value: one, label: person(one) }))}
      onChange={(named: readonly string[]) => onChange(named.map((one) => one.trim().slice(0, 40)).filter((one) => one !== ''))}
    />
  );
}
