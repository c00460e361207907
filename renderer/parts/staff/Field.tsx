import type { ReactNode } from 'react';

interface Props {
  readonly name: string;
  readonly hint?: string;
  /** A whole question: it stands above its answers. */
  readonly question?: boolean;
  readonly children: ReactNode;
}

/** A line of a form: its name at the side, what is chosen or typed beside it. The control names itself to a reader. */
export function Field({ name, hint, question = false, children }: Props) {
  return (
    <div className="field" data-question={question}>
      <span className="field-name" aria-hidden="true">
        {name}
      </span>
      <div className="field-what">
        {children}
        {hint !== undefined && <small className="soft">{hint}</small>}
      </div>
    </div>
  );
}
