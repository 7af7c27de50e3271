import * as z from 'zod';
import type { FarEnd } from '../phones/far-end.ts';
import { closed, oneOf, withoutUndefined } from '../yaml/check.ts';
import { duration, keys, text, whole } from '../yaml/scalars.ts';

const does = oneOf(['answer', 'ring', 'no-answer', 'busy', 'reject', 'voicemail'], 'thing that a far end does');
const settings = closed(
  {
    does: does.optional(),
    after: duration.optional(),
    sipCode: whole(400, 699).optional(),
    says: text.optional(),
    press: keys.optional(),
    hangUpAfter: duration.optional(),
  },
  'setting of a far end',
);

/** `busy`, or `{ does: answer, after: 5s, press: 1, hangUpAfter: 20s }`. */
export const farEndSchema = z
  .preprocess((written) => (typeof written === 'string' ? { does: written } : written), settings)
  .transform(({ does = 'answer', after, hangUpAfter, ...others }): FarEnd =>
    withoutUndefined({ does, ...others, afterMs: after, hangUpAfterMs: hangUpAfter }),
  );
