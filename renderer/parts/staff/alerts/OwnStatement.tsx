import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useView } from '../../useView.ts';

/** What whoever a feedback is about says of it: all that they have to do with it. */
export function OwnStatement({ feedback }: { readonly feedback: string }) {
  const { t } = useTranslation();
  const { value: people } = useView('people', {});
  const [statement, setStatement] = useState('');
  const action = useAction();
  const staff = people?.me?.staff ?? null;
  const ready = staff !== null && statement.trim() !== '';
  return (
    <form
      className="own-statement"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) action.run('feedback.state', { feedback, staff, statement: statement.trim() });
      }}
    >
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        aria-label={t('handling.analyse.statement')}
        placeholder={t('handling.analyse.statement')}
        value={statement}
        onChange={(event) => setStatement(event.target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={!ready || action.busy}>
        {t('handling.analyse.statementDo')}
      </Button>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </form>
  );
}
