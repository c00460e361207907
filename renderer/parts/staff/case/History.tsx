import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useStaffName } from '../useStaffName.ts';
import { useCase } from './context.tsx';

/** Everything that was done to it, with when it was entered where that was later. */
export function History() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const person = useStaffName();
  const { value } = useCase();
  const name = (what: string) => {
    const key = `handling.event.${what.split('.')[1] ?? what}`;
    return i18n.exists(key) ? t(key as 'handling.event.filed') : what;
  };
  return (
    <ol className="history">
      {value.history.map((one, at) => (
        <li key={at}>
          <span className="digits">{format.dateTime(one.at)}</span> <b>{name(one.what)}</b> {one.staff === null ? '' : person(one.staff)}
          {one.enteredAt - one.at >= 60_000 && <em>{` ${t('handling.enteredAt', { time: format.time(one.enteredAt) })}`}</em>}
          {one.note !== null && <span className="soft">{` ${one.note}`}</span>}
        </li>
      ))}
    </ol>
  );
}
