interface Choice<T extends string> {
  readonly value: T;
  readonly text: string;
  readonly lang?: string;
  /** The key that does the same. */
  readonly keys?: string;
  readonly title?: string;
}
interface Props<T extends string> {
  readonly name: string;
  readonly choices: readonly Choice<T>[];
  /** The one that is chosen, or those; left out, each press is its own. */
  readonly chosen?: T | readonly T[] | null;
  readonly className?: string;
  readonly disabled?: boolean;
  readonly onChoose: (value: T) => void;
}

/** A few choices in a row, all in sight. */
export function Chips<T extends string>({ name, choices, chosen, className = '', disabled = false, onChoose }: Props<T>) {
  const isChosen = (value: T) => (Array.isArray(chosen) ? chosen.includes(value) : chosen === value);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's looks along
    <div className={`chips ${className}`} role="group" aria-label={name}>
      {choices.map((one) => (
        <button
          type="button"
          key={one.value}
          lang={one.lang}
          title={one.title}
          disabled={disabled}
          {...(chosen === undefined ? {} : { 'aria-pressed': isChosen(one.value) })}
          onClick={() => onChoose(one.value)}
        >
          {one.text}
          {one.keys !== undefined && <kbd>{one.keys}</kbd>}
        </button>
      ))}
    </div>
  );
}

/** The list with `value` put in, or taken out when it was there. */
export function toggled<T extends string>(list: readonly T[], value: T): readonly T[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}
