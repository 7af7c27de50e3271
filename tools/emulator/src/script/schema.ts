import * as z from 'zod';
import { switchesSchema } from '../config/switches-schema.ts';
import { actionFaultSchema } from '../faults/action-fault-schema.ts';
import { faultSchema } from '../faults/schema.ts';
import { closed, kindError } from '../yaml/check.ts';
import { duration, keys, pattern, phoneNumber, text, whole } from '../yaml/scalars.ts';
import { expectationSchema } from './expect/schema.ts';
import { farActions, type Step, type stepTypes } from './script.ts';

const noun = 'setting of far';
const simple = ['answer', 'busy', 'reject', 'ring', 'hangup'] as const;
const far = z.discriminatedUnion(
  'does',
  [
    closed({ number: phoneNumber, does: z.literal('press'), keys }, noun),
    ...simple.map((does) => closed({ number: phoneNumber, does: z.literal(does) }, noun)),
  ],
  { error: kindError('does', farActions, 'thing that a far end does') },
);

const nothing = z.literal('', { error: () => 'takes nothing' });

/** What each step takes, by its name. */
export const stepSchemas = {
  dial: z
    .union([phoneNumber, z.literal('')])
    .transform((number): Step => ({ type: 'dial', ...(number !== '' && { number }) })),
  hear: pattern.transform((pattern): Step => ({ type: 'hear', pattern })),
  press: keys.transform((keys): Step => ({ type: 'press', keys })),
  say: text.transform((text): Step => ({ type: 'say', text })),
  wait: duration.transform((ms): Step => ({ type: 'wait', ms })),
  update: z.record(z.string(), z.string()).transform((args): Step => ({ type: 'update', args })),
  hangup: nothing.transform((): Step => ({ type: 'hangup' })),
  far: far.transform((step): Step => ({ type: 'far', ...step })),
  expect: expectationSchema.transform((expectation): Step => ({ type: 'expect', expectation })),
} satisfies Record<(typeof stepTypes)[number], z.ZodType<Step>>;

/** What a script says beside its steps. */
export const headerSchema = closed(
  {
    steps: z.array(z.unknown()),
    number: phoneNumber.optional(),
    from: phoneNumber.optional(),
    callers: z.record(text, phoneNumber).optional(),
    seed: whole(0, Number.MAX_SAFE_INTEGER).optional(),
    switches: switchesSchema.optional(),
    faults: z.array(faultSchema).optional(),
    failures: z.array(actionFaultSchema).optional(),
  },
  'part of a script',
);
