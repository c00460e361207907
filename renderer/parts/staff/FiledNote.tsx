import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useFormat } from '../format.ts';
import { PrintedNote } from '../printing/PrintedNote.tsx';
import { useFirstFocus } from '../useFirstFocus.ts';
import { Slip } from '../Slip.tsx';
import { Facts } from './Facts.tsx';
import { Handed } from './filing/Handed.tsx';
import type { Filed } from './filing/useFiling.ts';

interface Props {
  readonly filed: Filed;
  /** Whom it is about. */
  readonly named: readonly string[];
  readonly settings: Settings;
  readonly onDone: () => void;
  readonly onOpen?: (feedback: string) => void;
}

/** What the customer gets, and the facts to go on with. What somebody else takes over shows nothing more of it here. */
export function FiledNote({ filed, named, settings, onDone, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const done = useFirstFocus<HTMLButtonElement>();
  const handed = filed.passedUp === true || (named.length > 0 && filed.owner?.startsWith('role:') === true);
  return (
    <section className="file" aria-live="polite">
      <header className="file-head">
        <h2>{t('feedback.filed', { number: filed.number })}</h2>
        <div className="file-line">
          {onOpen !== undefined && !handed && filed.type !== 'settledOnSite' && (
            <Button onClick={() => onOpen(filed.feedback)}>{t('filing.next')}</Button>
          )}
          <Button type="primary" onClick={onDone} ref={done}>
            {t('common.done')}
          </Button>
        </div>
      </header>
      <div className="file-columns">
        <div className="file-slip">
          <p>
            <b>{t('feedback.check', { check: filed.check })}</b>
            {filed.answerDueAt !== null && ` · ${t('feedback.answerBy', { time: format.dateTime(filed.answerDueAt) })}`}
          </p>
          {filed.type !== 'settledOnSite' && <PrintedNote kind="complaint" of={filed.feedback} />}
          {filed.type !== 'settledOnSite' && <Slip className="slip" kind="complaint" of={filed.feedback} check={filed.check} english={i18n.language === 'en'} />}
        </div>
        <div className="file-facts">
          <Handed filed={filed} handed={handed} named={named} settings={settings} />
          {filed.facts !== null && !handed && <Facts facts={filed.facts} settings={settings} />}
        </div>
      </div>
    </section>
  );
}
