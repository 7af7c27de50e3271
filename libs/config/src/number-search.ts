/** What numbers are looked for by. */
import * as z from 'zod';

const tollFreePrefixes = ['833', '844', '855', '866', '877', '888'] as const;
const noPrefix = `must be one of ${tollFreePrefixes.join(', ')}; Amazon has no 800 numbers to order`;

export const search = {
  /** How many; each is a number of its own, so that a smaller count gives numbers back, the last first. */
  count: z.number().int().min(1).max(50).default(1),
  areaCode: z
    .string()
    .regex(/^[2-9]\d{2}$/, 'must be an area code such as 206')
    .optional(),
  city: z.string().min(1).max(60).optional(),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two letters such as WA')
    .optional(),
  tollFreePrefix: z.enum(tollFreePrefixes, noPrefix).optional(),
};

interface Search extends Partial<Record<'areaCode' | 'city' | 'state' | 'tollFreePrefix', string | undefined>> {
  country?: string;
  type?: string | undefined;
}

/** What AWS does not search for, in words. */
function searchProblem({ country = 'US', type, areaCode, city, state, tollFreePrefix }: Search): string | undefined {
  if (country !== 'US') {
    const ofUs = areaCode ?? city ?? state ?? tollFreePrefix;
    if (ofUs !== undefined) return 'must have none of areaCode, city, state and tollFreePrefix, which are for the US';
    return type === undefined ? 'must have type, which is Local or TollFree, where country is not US' : undefined;
  }
  if (type !== undefined) return 'must have no type, which is for countries other than the US: use tollFreePrefix';
  if (city !== undefined && state === undefined) return 'must have state beside city';
  const ways = [areaCode, state, tollFreePrefix].filter((way) => way !== undefined).length;
  return ways === 1 ? undefined : 'must have one of areaCode, state and tollFreePrefix, of which one is enough';
}

/** It becomes part of the name of a resource, so that others stay when one is taken away. */
export const orderNames = z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/);
const notAName = 'every key must be a name such as support: letters and digits, at most 32, a small letter first';
export const named = { error: ({ code }: { code?: string }) => (code === 'invalid_key' ? notAName : undefined) };

/** Of an order of numbers. */
export function checkSearch(search: Search, context: z.RefinementCtx): void {
  const message = searchProblem(search);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
}
