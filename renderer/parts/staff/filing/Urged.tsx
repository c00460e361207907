import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFirstFocus } from '../../useFirstFocus.ts';

interface Props {
  readonly number: string;
  readonly times: number;
  readonly onDone: () => void;
}

/** What became of it when the matter was open already: the one that is open was urged. */
export function Urged({ number, times, onDone }: Props) {
  const { t } = useTranslation();
  const done = useFirstFocus<HTMLButtonElement>();
  return (
    <section className="file" aria-live="polite">
      <header className="file-head">
        <h2>{t('filing.urged', { number, n: times })}</h2>
        <Button type="primary" onClick={onDone} ref={done}>
          {t('common.done')}
        </Button>
      </header>
    </section>
  );
}
