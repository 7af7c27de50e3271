import * as z from 'zod';
import { kind } from './kind.ts';

export const updateFlowLoggingBehavior = kind({
  next: 'required',
  errors: {},
  parameters: z.object({ FlowLoggingBehavior: z.enum(['Enabled', 'Disabled']) }),
  run({ FlowLoggingBehavior: behavior }, contact) {
    contact.setLogging(behavior === 'Enabled');
    return 'next';
  },
});
