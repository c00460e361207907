type Kind = 'ticket' | 'feedback';

/** True when what was typed can be a whole number: A012, or 20261122 and three digits. */
export function isWhole(kind: Kind, typed: string): boolean {
  return kind === 'ticket' ? /^[A-Z]\d{3}$/.test(typed) : /^\d{11}$/.test(typed);
}

/** How a number is written on the slip: 20261122-003; a ticket's as typed. */
export function shown(kind: Kind, typed: string): string {
  return kind === 'feedback' && typed.length > 8 ? `${typed.slice(0, 8)}-${typed.slice(8)}` : typed;
}
