import { eventTypes } from '@patchbay/sma';
import * as z from 'zod';
import { closed, kindError, oneOf, withoutUndefined } from '../yaml/check.ts';
import { duration, durationText, text, whole } from '../yaml/scalars.ts';
import type { Fault, FaultEffect } from './fault.ts';

const reasons = ['throttled', 'access-denied', 'not-found', 'too-large', 'unreachable'] as const;
const effects = ['slow', 'fail', 'refuse', 'huge', 'garbage', 'duplicate'] as const;

const when = closed(
  {
    event: oneOf(eventTypes, 'event').optional(),
    sequence: whole(1, 1000).optional(),
    attempt: whole(1, 4).optional(),
  },
  'condition',
);

function kind<Does extends FaultEffect['type'], Shape extends z.ZodRawShape>(does: Does, shape: Shape) {
  const common = { does: z.literal(does), when: when.optional(), times: whole(1, 1_000_000).optional() };
  return closed({ ...common, ...shape }, `setting of ${does}`);
}

/** A fault as scripts and configurations write it, e.g. `{ does: slow, by: 6s, when: { event: HANGUP }, times: 1 }`. */
export const faultSchema = z
  .discriminatedUnion(
    'does',
    [
      kind('slow', { by: duration }),
      kind('fail', { errorType: text.optional(), errorMessage: text.optional() }),
      kind('refuse', { reason: oneOf(reasons, 'reason') }),
      kind('huge', { bytes: whole(1, 100_000_000) }),
      kind('garbage', { payload: z.string() }),
      kind('duplicate', {}),
    ],
    { error: kindError('does', effects, 'fault') },
  )
  .transform(({ when, times, ...written }): Fault => ({
    when: withoutUndefined(when ?? {}),
    does: read(written),
    ...(times !== undefined && { times }),
  }));

/** A fault as a map that `faultSchema` reads back. */
export function writtenFault({ when, does, times }: Fault): Record<string, unknown> {
  const { type, ...rest } = does;
  const effect = does.type === 'slow' ? { by: durationText(does.ms) } : rest;
  return {
    does: type,
    ...effect,
    ...(Object.keys(when).length > 0 && { when }),
    ...(times !== undefined && { times }),
  };
}

type Written =
  | { does: 'slow'; by: number }
  | { does: 'fail'; errorType?: string | undefined; errorMessage?: string | undefined }
  | { does: 'refuse'; reason: (typeof reasons)[number] }
  | { does: 'huge'; bytes: number }
  | { does: 'garbage'; payload: string }
  | { does: 'duplicate' };

function read(written: Written): FaultEffect {
  switch (written.does) {
    case 'slow':
      return { type: 'slow', ms: written.by };
    case 'fail': {
      const { errorType, errorMessage } = written;
      return { type: 'fail', ...withoutUndefined({ errorType, errorMessage }) };
    }
    case 'refuse':
      return { type: 'refuse', reason: written.reason };
    case 'huge':
      return { type: 'huge', bytes: written.bytes };
    case 'garbage':
      return { type: 'garbage', payload: written.payload };
    case 'duplicate':
      return { type: 'duplicate' };
  }
}
