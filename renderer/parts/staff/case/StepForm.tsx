import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ProblemNote } from '../../ProblemNote.tsx';
import type { Action } from '../../useAction.ts';
import { DoneWhen, type Later } from './DoneWhen.tsx';

interface Props {
  readonly submit: string;
  readonly ready: boolean;
  readonly action: Action;
  readonly onSubmit: () => void;
  /** Where it may be entered later than it was done. */
  readonly later?: Later;
  readonly children?: ReactNode;
}

/** A small form that puts one thing on record: its fields, when it was done, one button. */
export function StepForm({ submit, ready, action, onSubmit, later, children }: Props) {
  return (
    <form
      className="step-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !action.busy) onSubmit();
      }}
    >
      {children}
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <div className="step-do">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={action.busy}>
          {submit}
        </Button>
        {later !== undefined && <DoneWhen later={later} />}
      </div>
    </form>
  );
}
