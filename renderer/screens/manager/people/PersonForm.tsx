import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { Chips } from '../../../parts/staff/Chips.tsx';
import { Labelled } from '../../../parts/staff/Labelled.tsx';
import { useAction } from '../../../parts/useAction.ts';
import type { Person } from './PeopleTab.tsx';

interface Props {
  /** Null: a new one. */
  readonly person: Person | null;
  /** The first on the roster has to be a manager. */
  readonly first: boolean;
  readonly onDone: () => void;
}
const roles = ['clerk', 'guide', 'lead', 'manager', 'admin'] as const;

/** Somebody new on the roster, or another role or number for somebody on it. */
export function PersonForm({ person, first, onDone }: Props) {
  const { t } = useTranslation();
  const [staff, setStaff] = useState(person?.staff ?? '');
  const [no, setNo] = useState(person?.no ?? '');
  const [role, setRole] = useState<Person['role']>(person?.role ?? (first ? 'manager' : 'clerk'));
  const action = useAction();
  const said = { staff: staff.trim(), role, ...(no.trim() === '' ? {} : { no: no.trim() }) };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (said.staff !== '') action.run(person === null ? 'staff.add' : 'staff.change', said, () => onDone());
      }}
    >
      <h2>{person === null ? t('people.add') : person.staff}</h2>
      {person === null && (
        <Labelled name={t('people.name')}>
          <Input value={staff} maxLength={40} autoFocus onChange={(event) => setStaff(event.target.value)} />
        </Labelled>
      )}
      <Labelled name={t('people.no')}>
        <Input value={no} maxLength={12} onChange={(event) => setNo(event.target.value)} />
      </Labelled>
      <Chips
        name={t('people.role')}
        chosen={role}
        choices={roles.filter((one) => !first || one === 'manager' || one === 'admin').map((one) => ({ value: one, text: t(`people.roles.${one}`) }))}
        onChoose={setRole}
      />
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <div className="op-line">
        <Button type="primary" htmlType="submit" disabled={said.staff === ''} loading={action.busy}>
          {t(person === null ? 'people.addDo' : 'people.changeDo')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
