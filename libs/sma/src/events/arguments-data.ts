import * as z from 'zod/mini';

/** What the caller of the API gave along. */
export interface ArgumentsData<T extends string> {
  Type: T;
  Parameters: { Arguments: Record<string, string> };
}

export function argumentsData<T extends string>(type: T) {
  return z.object({
    Type: z.literal(type),
    Parameters: z.object({ Arguments: z._default(z.record(z.string(), z.string()), {}) }),
  });
}
