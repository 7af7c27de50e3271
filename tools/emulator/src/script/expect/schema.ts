import * as z from 'zod';
import { eventTypes } from '@patchbay/sma';
import { diagnostics, type DiagnosticCode } from '../../trace/diagnostics.ts';
import { closed, oneOf, withoutUndefined } from '../../yaml/check.ts';
import { duration, pattern, phoneNumber, text, whole } from '../../yaml/scalars.ts';
import type { Expectation, LegExpectation, PlacedExpectation } from './expectation.ts';

/** Any number of events that are not told. */
export const ANY_EVENTS = '...';

const event = z.string().refine(
  (written) => {
    const [type = '', action = '-', ...more] = written.split(' ');
    return written === ANY_EVENTS || (eventTypes.some((known) => known === type) && action !== '' && more.length === 0);
  },
  {
    error: ({ input }) =>
      `"${String(input)}" is not an event. Allowed: an event, an event and an action such as "ACTION_SUCCESSFUL Speak", or ${ANY_EVENTS} for any number of others; events are ${eventTypes.join(', ')}`,
  },
);

const leg = closed(
  {
    tag: oneOf(['LEG-A', 'LEG-B'], 'tag').optional(),
    kind: oneOf(['caller', 'pstn', 'voice-connector', 'meeting'], 'kind of leg').optional(),
    from: text.optional(),
    to: text.optional(),
    state: oneOf(['ringing', 'connected', 'disconnected'], 'state of a leg').optional(),
    sipCode: whole(0, 699).optional(),
  },
  'setting of a leg',
).transform((written): LegExpectation => withoutUndefined(written));

const placed = z.preprocess(
  (written) => (typeof written === 'string' ? { to: written } : written),
  closed({ to: phoneNumber, from: phoneNumber.optional() }, 'setting of a call').transform(
    (written): PlacedExpectation => withoutUndefined(written),
  ),
);

/** What an expect step takes. */
export const expectationSchema = closed(
  {
    heard: listOf(pattern).optional(),
    by: phoneNumber.optional(),
    events: listOf(event).optional(),
    attributes: z.record(z.string(), pattern).optional(),
    legs: z.array(leg).optional(),
    diagnostics: listOf(oneOf(Object.keys(diagnostics) as DiagnosticCode[], 'diagnostic')).optional(),
    placed: listOf(placed).optional(),
    within: duration.optional(),
  },
  'thing to expect',
).transform(({ within, ...rest }): Expectation => withoutUndefined({ ...rest, withinMs: within }));

/** One of them alone needs no brackets. */
function listOf<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((written) => (typeof written === 'string' ? [written] : written), z.array(schema));
}
