/** One line of the bench: ours, what it is compared with, and how many times that it is. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
}

/** Prints a figure as one JSON line on stdout. */
export function print({ name, value, unit, baseline }: Figure): void {
  const round = (number: number) => Math.round(number * 1000) / 1000;
  process.stdout.write(`${JSON.stringify({ name, value: round(value), unit, baseline: round(baseline), ratio: round(value / baseline) })}\n`);
}

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
