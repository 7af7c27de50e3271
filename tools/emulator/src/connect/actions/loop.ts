import * as z from 'zod';
import { kind } from './kind.ts';
import { wholeOf, wholeOrReference } from './fields.ts';

/** Goes on looping as often as it is told to, then is done once and starts again. */
export const loop = kind({
  next: 'none',
  errors: {},
  results: ['ContinueLooping', 'DoneLooping'],
  parameters: z.object({ LoopCount: wholeOrReference(0, 100) }),
  run({ LoopCount: count }, contact) {
    const limit = wholeOf(count, 0, 100, contact) ?? 0;
    const passed = contact.loops.get(contact.action) ?? 0;
    contact.loops.set(contact.action, passed < limit ? passed + 1 : 0);
    return { result: passed < limit ? 'ContinueLooping' : 'DoneLooping' };
  },
});
