/** What went wrong, in a form that a screen can show: expected, never thrown (SPEC 6.1). */
export interface Problem {
  readonly code: ProblemCode;
  /** One sentence for a log or a developer; screens have their own sentence for each code. */
  readonly detail: string;
  /** True when the same request may succeed later without being changed. */
  readonly retry?: boolean;
}

/** Every code that a Problem may carry. The renderer's table of sentences is checked against it. */
export const problemCodes = [
  'command.unknown',
  'command.badInput',
  'command.tooLarge',
  'command.notAllowed',
  'command.tooOld',
  'command.timeRunsBack',
  'caller.unknown',
  'hall.closing',
  'hall.failed',
  'staff.signInFirst',
  'staff.counterTaken',
  'counter.unknown',
  'counter.notOpen',
  'counter.busy',
  'counter.notPaused',
  'counter.nothingCalled',
  'counter.lastOfService',
  'ticket.unknown',
  'ticket.ambiguous',
  'ticket.wrongState',
  'ticket.noneWaiting',
  'ticket.reasonNeeded',
  'ticket.returnTooLate',
  'ticket.notYours',
  'ticket.checkWrong',
  'check.tooManyTries',
  'service.unknown',
  'service.noTicket',
  'service.notHere',
  'class.unknown',
  'class.notHere',
  'booking.unknown',
  'booking.notNow',
  'issuing.stopped',
  'issuing.staffOnly',
  'feedback.unknown',
  'feedback.wrongState',
  'feedback.noAnswer',
  'feedback.tooMany',
  'feedback.causeUnknown',
  'feedback.alreadyOpen',
  'feedback.conflict',
  'feedback.passedUp',
  'feedback.notYours',
  'feedback.stepsMissing',
  'feedback.tooLate',
  'feedback.badTime',
  'feedback.notThat',
  'feedback.measureNeeded',
  'feedback.consentNeeded',
  'feedback.sameHandler',
  'remedy.unknown',
  'remedy.notEnabled',
  'remedy.notOurMistake',
  'remedy.needsApproval',
  'remedy.mayNotApprove',
  'advance.tooMany',
  'class.urgencyOnly',
  'cluster.unknown',
  'warning.unknown',
  'clock.notPausable',
  'staff.unknown',
  'staff.known',
  'staff.lastManager',
  'staff.locked',
  'pin.needed',
  'pin.wrong',
  'pin.wait',
  'pin.none',
  'pin.weak',
  'incident.unknown',
  'incident.running',
  'incident.notRunning',
  'day.stillOpen',
  'day.closed',
  'settings.invalid',
  'import.running',
  'import.badProfile',
  'import.unreadable',
  'import.cancelled',
  'figures.noDay',
  'view.unknown',
  'store.full',
  'store.readOnly',
  'store.failed',
  'store.damaged',
  'store.newer',
  'store.held',
  'store.notEmpty',
  'store.notHall',
  'keys.locked',
  'person.forgotten',
  'slip.unknown',
  'slip.noPrinter',
  'slip.over',
  'slip.tooMany',
  'printer.unknown',
  'printer.notYours',
  'printer.busy',
  'screen.unknown',
  'host.unreachable',
  'host.notTrusted',
  'host.notDeciding',
  'host.superseded',
  'pair.codeWrong',
  'pair.codeOver',
  'pair.tooManyTries',
  'pair.notHere',
  'station.unknown',
  'station.revoked',
  'station.cutOff',
  'station.unsure',
  'station.notStandBy',
  'station.incomplete',
  'numbers.noneLeft',
  'takeOver.notConfirmed',
  'takeOver.hostIsThere',
  'split.unknown',
  'network.port',
  'network.tooMuch',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export type Result<T, E = Problem> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: E };

/** A success carrying `value`. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A failure carrying a Problem. */
export function fail(code: ProblemCode, detail: string, retry?: boolean): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: retry === undefined ? { code, detail } : { code, detail, retry } };
}

/** Makes a switch exhaustive: the compiler refuses it when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
