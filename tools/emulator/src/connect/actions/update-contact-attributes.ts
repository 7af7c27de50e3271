import * as z from 'zod';
import { kind } from './kind.ts';
import { dynamic, textOf } from './fields.ts';

/** Of all attributes of a contact together, keys and values. */
const MAX_BYTES = 32 * 1024;
/** Attributes that are not the caller's own are not emulated: there is one contact. */
const current = z.literal('Current', 'is "Current": other contacts are not emulated');

/** Sets all attributes or none. */
export const updateContactAttributes = kind({
  next: 'required',
  errors: { NoMatchingError: 'required' },
  parameters: z.object({ Attributes: z.record(z.string(), dynamic), TargetContact: current.optional() }),
  run({ Attributes: written }, contact) {
    const { attributes } = contact.data;
    const set = Object.entries(written).map(([key, value]) => [textOf(key, contact), textOf(value, contact)] as const);
    const all = new Map([...attributes, ...set]);
    const bytes = [...all].reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
    if (bytes > MAX_BYTES)
      return { error: 'NoMatchingError', reason: `the attributes are larger than ${MAX_BYTES} bytes` };
    const unnamed = set.find(([key]) => !/^[\w .-]+$/.test(key));
    if (unnamed) return { error: 'NoMatchingError', reason: `"${unnamed[0]}" can't name an attribute` };
    for (const [key, value] of set) attributes.set(key, value);
    const texts = Object.fromEntries(set);
    contact.trace(`contact attributes ${JSON.stringify(texts)}`, texts);
    return 'next';
  },
});
