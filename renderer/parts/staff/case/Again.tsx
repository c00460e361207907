import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** What is on record; false while nothing is. */
  readonly record: ReactNode;
  /** The form; null where the caller may not, or need not. */
  readonly form: ReactNode;
}

/** What is on record, and the form while nothing is; after that it may be recorded again. */
export function Again({ record, form }: Props) {
  const { t } = useTranslation();
  const [again, setAgain] = useState(false);
  const open = form !== null && (record === null || record === false || again);
  return (
    <>
      {record}
      {open && form}
      {!open && form !== null && (
        <Button className="file-more" type="text" onClick={() => setAgain(true)}>
          {t('handling.redo')}
        </Button>
      )}
    </>
  );
}
