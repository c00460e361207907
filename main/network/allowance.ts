/** True so many times for each name, then false. */
export type Allowance = (name: string) => boolean;

/** The newest names are remembered, until this program ends. */
const namesKept = 2_000;

/** What each of many may have done for it: what goes beyond is a fault of theirs, or meant to harm. */
export function allowance(times: number): Allowance {
  const used = new Map<string, number>();
  return (name) => {
    const before = used.get(name) ?? 0;
    if (before >= times) return false;
    used.set(name, before + 1);
    const [eldest] = used.keys();
    if (used.size > namesKept && eldest !== undefined) used.delete(eldest);
    return true;
  };
}
