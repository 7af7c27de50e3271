import * as z from 'zod';
import { kind } from './kind.ts';

export const disconnectParticipant = kind({
  next: 'none',
  errors: {},
  parameters: z.object({}),
  run: () => ({ over: 'hang-up' }),
});
