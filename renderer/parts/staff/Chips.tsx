interface Props<T extends string> {
  readonly name: string;
  readonly choices: readonly { readonly value: T; readonly text: string; readonly lang?: string }[];
  /** The one that is chosen; left out, each press is its own. */
  readonly chosen?: T;
  readonly className?: string;
  readonly onChoose: (value: T) => void;
}

/** A few choices in a row, all in sight. */
export function Chips<T extends string>({ name, choices, chosen, className = '', onChoose }: Props<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks along
    <div className={`chips ${className}`} role="group" aria-label={name}>
      {choices.map((one) => (
        <button
          type="button"
          key={one.value}
          lang={one.lang}
          {...(chosen === undefined ? {} : { 'aria-pressed': chosen === one.value })}
          onClick={() => onChoose(one.value)}
        >
          {one.text}
        </button>
      ))}
    </div>
  );
}
