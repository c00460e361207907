const most = 5;
const forgottenAfterMs = 5 * 60_000;

/** Counts wrong check codes per number, so that four digits cannot be guessed by trying. In memory: a restart forgets. */
export class Tries {
  private readonly wrong = new Map<string, number[]>();

  /** True when this number had its five wrong codes within five minutes. */
  isBlocked(number: string, now: number): boolean {
    return (this.wrong.get(number) ?? []).filter((at) => Math.abs(now - at) < forgottenAfterMs).length >= most;
  }

  noteWrong(number: string, now: number): void {
    if (this.wrong.size > 10_000) this.wrong.clear();
    this.wrong.set(number, [...(this.wrong.get(number) ?? []).slice(-most), now]);
  }
}
