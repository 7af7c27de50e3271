import * as z from 'zod';
import { VirtualClock } from '../../clock/virtual.ts';
import { ControlError } from '../errors.ts';
import { route } from '../route.ts';

const MAX_ADVANCE_MS = 7 * 24 * 3_600_000;

export const clockRoutes = [
  route({
    method: 'GET',
    path: '/clock',
    summary: 'The time in calls',
    answers: 'Call time in milliseconds since the epoch, and whether it is virtual.',
    handle: ({ emulator: { clock } }) => ({ now: clock.now(), virtual: clock instanceof VirtualClock }),
  }),
  route({
    method: 'POST',
    path: '/clock/advance',
    summary: 'Lets virtual time pass',
    answers: 'The new time.',
    body: z.strictObject({ ms: z.int().min(0).max(MAX_ADVANCE_MS) }),
    async handle({ emulator: { clock } }, { body }) {
      if (!(clock instanceof VirtualClock)) {
        throw new ControlError(409, 'Calls run on real time, which nobody can advance. Start with the virtual clock.');
      }
      await clock.pass(body.ms);
      return { now: clock.now(), virtual: true };
    },
  }),
];
