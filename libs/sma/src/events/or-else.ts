import * as z from 'zod/mini';

/** A field that some software leaves out although readers want it. */
export function orElse<S extends z.ZodMiniType>(schema: S, value: z.output<S>) {
  return z.pipe(
    z.optional(schema),
    z.transform((given: z.output<S> | undefined) => given ?? value),
  );
}
