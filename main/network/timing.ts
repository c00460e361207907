/** How patient a station is, in milliseconds. */
export interface Timing {
  /** How often it says that it is there. */
  readonly beat: number;
  /** A host that says nothing for so long is not there. */
  readonly silent: number;
  /** A host that restarts is back within this; until then its stations wait for it. */
  readonly grace: number;
  readonly firstWait: number;
  readonly longestWait: number;
}
/** What halls have: a cut is seen in five seconds, and whoever asked gets an answer within eight. */
export const usual: Timing = { beat: 2_000, silent: 5_000, grace: 3_000, firstWait: 250, longestWait: 8_000 };
