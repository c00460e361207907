/** The same keys with any words: what the English table has to fill. */
export type Texts<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends readonly string[] ? readonly string[] : Texts<T[K]>;
};
