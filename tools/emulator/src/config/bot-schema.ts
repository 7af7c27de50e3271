import * as z from 'zod';
import type { BotRule } from '../bots/scripted.ts';
import { closed, oneOf, withoutUndefined } from '../yaml/check.ts';
import { pattern, text, whole } from '../yaml/scalars.ts';

const rule = closed(
  {
    hears: pattern.optional(),
    turn: whole(1, 20).optional(),
    says: text.optional(),
    intent: text.optional(),
    state: oneOf(['Failed', 'Fulfilled', 'ReadyForFulfillment'], 'state').optional(),
    confirmation: oneOf(['Confirmed', 'Denied', 'None'], 'confirmation state').optional(),
    slots: z.record(z.string(), z.string()).optional(),
  },
  'setting of a bot rule',
);

/** A bot's rules, e.g. `[{ hears: pizza, says: Which size? }, { hears: large, intent: Order, slots: { size: large } }]`. */
export const botSchema = z.array(
  rule.transform(({ intent, state = 'Fulfilled', confirmation, slots, ...when }, context): BotRule => {
    if (intent === undefined && when.says === undefined) {
      context.addIssue({ code: 'custom', message: 'a bot rule has "says", "intent" or both' });
    }
    return {
      ...withoutUndefined(when),
      ...(intent !== undefined && {
        intent: withoutUndefined({ name: intent, state, slots, confirmationState: confirmation }),
      }),
    };
  }),
);
