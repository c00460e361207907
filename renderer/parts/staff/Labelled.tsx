import type { ReactNode } from 'react';

interface Props {
  readonly name: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A control with its name beside it; pressing the name reaches the control. */
export function Labelled({ name, className, children }: Props) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className={className}>
      {name}
      {children}
    </label>
  );
}
