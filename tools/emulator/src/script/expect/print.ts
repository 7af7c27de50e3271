import { durationText } from '../../yaml/scalars.ts';
import type { Expectation } from './expectation.ts';

/** An expectation as it is written in a script. */
export function writtenExpectation({ heard, attributes, withinMs, ...rest }: Expectation): object {
  return {
    ...(heard && { heard: heard.map(String) }),
    ...rest,
    ...(attributes && {
      attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)])),
    }),
    ...(withinMs !== undefined && { within: durationText(withinMs) }),
  };
}
