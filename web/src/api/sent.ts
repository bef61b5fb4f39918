/**
 * A shape as the server really sends it: what may be missing is there, as null. (The description
 * marks every nullable part as one that may also be left out.)
 */
export type Sent<T> = T extends readonly (infer One)[]
  ? Sent<One>[]
  : T extends object
    ? { [Key in keyof T]-?: Sent<Exclude<T[Key], undefined>> }
    : T;
