import * as z from 'zod/mini';
import { orElse } from './or-else.ts';

/** What the caller of the API gave along. */
export interface ArgumentsData<T extends string> {
  Type: T;
  Parameters: { Arguments: Record<string, string> };
}

export function argumentsData<T extends string>(type: T) {
  return z.object({
    Type: z.literal(type),
    Parameters: z.object({ Arguments: orElse(z.record(z.string(), z.string()), {}) }),
  });
}
