import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly label: string;
  readonly presets: readonly string[];
  readonly submit: string;
  readonly busy: boolean;
  readonly onReason: (reason: string) => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
  /** False while something else that is needed is missing. */
  readonly ready?: boolean;
}

/** Asks for a reason: one press on a preset, or a few words. */
export function Reason({ label, presets, submit, busy, onReason, onCancel, children, ready = true }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && ready) onReason(text.trim());
  };
  return (
    <form className="reason" onSubmit={send}>
      {children}
      <span className="reason-label">{label}</span>
      <div className="reason-presets">
        {presets.map((one) => (
          <Button key={one} disabled={busy || !ready} onClick={() => onReason(one)}>
            {one}
          </Button>
        ))}
      </div>
      <div className="reason-own">
        <Input
          value={text}
          maxLength={200}
          aria-label={t('counter.otherReason')}
          placeholder={t('counter.otherReason')}
          onChange={(event) => setText(event.target.value)}
        />
        <Button htmlType="submit" type="primary" disabled={busy || text.trim() === '' || !ready}>
          {submit}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
