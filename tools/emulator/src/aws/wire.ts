/**
 * An AWS SDK type as it is between validation and serialisation: members that the model requires are there, and a
 * timestamp is ISO 8601 text.
 */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [K in keyof T]: Partial<Pick<T, K>> extends Pick<T, K> ? Wire<T[K]> : Wire<Exclude<T[K], undefined>> }
      : T;

/**
 * A response structure as it is remembered: the members in `Known` are there, which AWS's models say of none; those of
 * `Own` are as given, or are no part of the answer.
 */
export type WireRecord<T, Known extends keyof T, Own = unknown> = Wire<Omit<T, Known | keyof Own>> & {
  [K in Known]-?: Wire<Exclude<T[K], undefined>>;
} & Own;
