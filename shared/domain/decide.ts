import type { CommandInput, CommandName } from '../contract.ts';
import type { Decided, Role, Sealed } from '../events.ts';
import type { Result } from '../result.ts';
import type { DayTickets } from './archive.ts';
import { counterDeciders } from './decideCounter.ts';
import { dayDeciders } from './decideDay.ts';
import { feedbackDeciders } from './decideFeedback.ts';
import { networkDeciders } from './decideNetwork.ts';
import { printingDeciders } from './decidePrinting.ts';
import { serviceDeciders } from './decideService.ts';
import { ticketDeciders } from './decideTicket.ts';
import type { Feedback, State } from './state.ts';
import { caseDeciders } from './decideCase.ts';
import { planDeciders } from './decidePlan.ts';
import { staffDeciders } from './decideStaff.ts';
import { careDeciders } from './decideCare.ts';
import { outcomeDeciders } from './decideOutcome.ts';

/** Who asks: known from the window or the connection, never from the payload. */
export interface Caller {
  readonly role: Role;
  readonly station: string;
  readonly staff?: string;
  /** What their window is, where their role is another: that of who is signed in there. */
  readonly window?: Role;
}

/** What a decision may know besides the state: time, chance, the calendar and what was looked up for it. */
export interface Context {
  /** The host's time, never before the state's. */
  readonly now: number;
  /** The id of the thing this command makes, if it makes one; personal data is sealed under it. */
  readonly subject: string;
  readonly newId: () => string;
  readonly digits: (count: number) => string;
  /** Personal fields of the input, sealed. */
  readonly sealed: Readonly<Record<string, Sealed | undefined>>;
  /** The `count`th working day after `day`; provisional when that year's holidays are not announced. */
  readonly workingDay: (day: string, count: number) => { readonly day: string; readonly provisional: boolean };
  /** Tickets of an earlier day, when the command names one that is on record. */
  readonly archived: DayTickets | null;
  /** The feedback that the command names, when it is archived already. */
  readonly past: Feedback | null;
  /** Feedback, open or lately closed, that was filed with the same phone. */
  readonly same: readonly string[];
  /** Whose PIN was given with the command, and right. */
  readonly proven: string | null;
  /** Nobody who may set PINs has one on this host. */
  readonly noPins: boolean;
  /** A text for several feedback, sealed under each one's own key. */
  readonly sealedFor: Readonly<Record<string, Sealed | undefined>>;
}

export type Decision = Result<readonly Decided[]>;
export type Deciders<N extends CommandName> = { readonly [K in N]: (state: State, input: CommandInput<K>, who: Caller, context: Context) => Decision };

const deciders: Deciders<CommandName> = { ...ticketDeciders, ...counterDeciders, ...serviceDeciders, ...feedbackDeciders, ...dayDeciders, ...networkDeciders, ...printingDeciders, ...caseDeciders, ...planDeciders, ...outcomeDeciders, ...careDeciders, ...staffDeciders };

/**
 * What the command makes happen in this state, or the Problem why it cannot. Changes nothing.
 * The input has been parsed by the contract and the caller's role checked against it.
 */
export function decide<N extends CommandName>(state: State, name: N, input: CommandInput<N>, who: Caller, context: Context): Decision {
  return deciders[name](state, input, who, context);
}
