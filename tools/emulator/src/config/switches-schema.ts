import * as z from 'zod';
import { openPoints, type SwitchName, type Switches } from '../engine/switches.ts';
import { closed, withoutUndefined } from '../yaml/check.ts';

type Value = string | boolean | number;

/** One of the values of an open point, written as text. */
function valueOf(name: SwitchName) {
  const values: readonly Value[] = openPoints[name].values;
  return z.string().transform((written, context): Value => {
    const value = values.find((candidate) => String(candidate) === written);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: `"${written}" is not a value of it. Allowed: ${values.join(', ')}` });
    return z.NEVER;
  });
}

const names = Object.keys(openPoints) as SwitchName[];

/** Open points of the specification that are not to be at their default. */
export const switchesSchema = closed(
  Object.fromEntries(names.map((name) => [name, valueOf(name).optional()])),
  'switch',
).transform((switches) => withoutUndefined(switches) as Partial<Switches>);
