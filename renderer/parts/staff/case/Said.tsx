import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { forbiddenIn } from '../guides.ts';
import { useCase } from './context.tsx';

interface Props {
  readonly name: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly rows?: number;
  readonly maxLength?: number;
  /** What is said to a customer: a forbidden phrase in it is pointed out. */
  readonly toCustomer?: boolean;
}

/** A field for what was said or found. */
export function Said({ name, value, onChange, rows = 2, maxLength = 2000, toCustomer = false }: Props) {
  const { t } = useTranslation();
  const { guides } = useCase();
  const forbidden = toCustomer ? forbiddenIn(value, guides) : null;
  return (
    <div className="said">
      <Input.TextArea
        autoSize={{ minRows: rows, maxRows: 6 }}
        maxLength={maxLength}
        aria-label={name}
        placeholder={name}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {forbidden !== null && (
        <small className="said-not" role="status">
          {t('handling.forbidden', { word: forbidden })}
        </small>
      )}
    </div>
  );
}
