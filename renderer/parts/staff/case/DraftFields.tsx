import { Checkbox, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useCase } from './context.tsx';
import { type Draft, hasAmount, onlyOurMistake } from './plan.ts';

interface Props {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** What else may be said of a remedy: how exactly, by when, and how much where money is in it at all. */
export function DraftFields({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const { value, settings } = useCase();
  const kind = value.remedies.find((one) => one.kind === draft.kind);
  const name = say(kind?.zh ?? draft.kind);
  return (
    <div className="draft">
      <b>{name}</b>
      {kind != null && kind.note !== null && <small className="soft">{say(kind.note)}</small>}
      <div className="file-line">
        <Input
          aria-label={`${name} ${t('handling.propose.note')}`}
          placeholder={t('handling.propose.note')}
          maxLength={200}
          value={draft.note}
          onChange={(event) => onChange({ ...draft, note: event.target.value })}
        />
        <Input
          className="file-when"
          type="datetime-local"
          aria-label={`${name} ${t('handling.propose.due')}`}
          title={t('handling.propose.due')}
          value={draft.dueAt}
          onChange={(event) => onChange({ ...draft, dueAt: event.target.value })}
        />
        {hasAmount(settings, draft.kind) && (
          <InputNumber
            aria-label={`${name} ${t('handling.propose.amount')}`}
            placeholder={t('handling.propose.amount')}
            min={0}
            max={1_000_000}
            value={draft.amount}
            onChange={(amount) => onChange({ ...draft, amount })}
          />
        )}
      </div>
      {onlyOurMistake(settings, draft.kind) && (
        <Checkbox checked={draft.ourMistake} onChange={(event) => onChange({ ...draft, ourMistake: event.target.checked })}>
          {t('handling.propose.ourMistake')}
        </Checkbox>
      )}
    </div>
  );
}
