import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CommandResult } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import { useFormat } from '../format.ts';
import { PrintedNote } from '../printing/PrintedNote.tsx';
import { Slip } from '../Slip.tsx';
import { Facts } from './Facts.tsx';

interface Props {
  readonly filed: CommandResult<'feedback.file'>;
  readonly settings: Settings;
  readonly onDone: () => void;
}

/** What the customer gets, and the facts to go on with. */
export function FiledNote({ filed, settings, onDone }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return (
    <section className="file" aria-live="polite">
      <header className="file-head">
        <h2>{t('feedback.filed', { number: filed.number })}</h2>
        <Button type="primary" onClick={onDone} ref={(button) => button?.focus()}>
          {t('common.done')}
        </Button>
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
        <div className="file-facts">{filed.facts !== null && <Facts facts={filed.facts} settings={settings} />}</div>
      </div>
    </section>
  );
}
