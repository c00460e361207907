import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';

interface Props {
  readonly feedback: string;
  readonly remedy: string;
  readonly mode: 'approve' | 'countersign';
  /** Whether the hall asks for one. */
  readonly withPin: boolean;
}

/** A yes or no to a remedy, or the signature for one that was said by phone: with the PIN of whoever says it. */
export function YesNo({ feedback, remedy, mode, withPin }: Props) {
  const { t } = useTranslation();
  const [pin, setPin] = useState('');
  const action = useAction();
  const ready = !withPin || pin !== '';
  const send = (yes: boolean) => {
    const own = pin === '' ? {} : { pin };
    // A refusal takes no promise, but it is still that person's word.
    if (mode === 'approve') action.run('feedback.approve', { feedback, remedy, yes, ...own }, () => setPin(''));
    else action.run('feedback.countersign', { feedback, remedy, ...own }, () => setPin(''));
  };
  return (
    <form
      className="yes-no"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) send(true);
      }}
    >
      {withPin && (
        <Input.Password
          className="pin"
          autoComplete="off"
          inputMode="numeric"
          visibilityToggle={false}
          maxLength={32}
          aria-label={t('handling.approval.pin')}
          placeholder={t('handling.approval.pin')}
          value={pin}
          onChange={(event) => setPin(event.target.value)}
        />
      )}
      <Button type="primary" htmlType="submit" disabled={!ready || action.busy}>
        {t(mode === 'approve' ? 'handling.approval.yes' : 'handling.approval.signDo')}
      </Button>
      {mode === 'approve' && (
        <Button disabled={!ready || action.busy} onClick={() => send(false)}>
          {t('handling.approval.no')}
        </Button>
      )}
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </form>
  );
}
