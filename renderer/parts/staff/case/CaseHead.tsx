import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useNow } from '../../clock.ts';
import { useFormat } from '../../format.ts';
import { causeName } from '../causes.ts';
import { Due } from '../list/Due.tsx';
import { RowMarks } from '../list/RowMarks.tsx';
import { useStaffName } from '../useStaffName.ts';
import { useCase } from './context.tsx';

/** What case this is, who has it, and what is due. */
export function CaseHead({ onBack }: { readonly onBack: () => void }) {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const person = useStaffName();
  const now = useNow(5000);
  const { value, settings } = useCase();
  const { row } = value;
  const type = settings.requestTypes.find((one) => one.id === row.type);
  const channel = settings.channels.find((one) => one.id === row.channel);
  const comma = i18n.language.startsWith('en') ? ', ' : '、';
  const why = value.severityWhy.map((one) => say(settings.severity.questions.find((other) => other.id === one)?.zh ?? one));
  return (
    <header className="case-head">
      <div className="case-title">
        <Button className="case-back" onClick={onBack}>
          {`← ${t('handling.back')}`}
        </Button>
        <b className="digits">{row.number}</b>
        <h3>{`${say(type?.zh ?? row.type)} · ${say(causeName(settings, row.cause))}`}</h3>
        <RowMarks row={row} />
      </div>
      <div className="case-about">
        <em data-next={row.nextStep}>{row.nextStep === 'none' ? t(`feedback.state.${row.state}`) : t(`feedback.next.${row.nextStep}`)}</em>
        <span>{t(`feedback.state.${row.state}`)}</span>
        <span>{row.owner === null ? t('feedback.ownerNone') : t('feedback.owner', { name: person(row.owner) })}</span>
        <span>{say(channel?.zh ?? row.channel)}</span>
        <span>{t('feedback.received', { time: format.dateTime(row.receivedAt) })}</span>
        {row.nextStep !== 'none' && row.dueAt !== null && <Due row={row} now={now} />}
      </div>
      {why.length > 0 && <small className="soft">{t('handling.severityWhy', { severity: t(`feedback.severity.${row.severity}`), why: why.join(comma) })}</small>}
      {value.repeatOf !== null && <small className="soft">{t('handling.repeatOf', { n: value.times, number: value.repeatOf.number })}</small>}
    </header>
  );
}
