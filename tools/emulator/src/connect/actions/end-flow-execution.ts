import * as z from 'zod';
import { kind } from './kind.ts';

/** Ends the flow. A contact that is in no queue, as every contact here, ends with it. */
export const endFlowExecution = kind({
  next: 'none',
  errors: {},
  parameters: z.object({}),
  run: () => ({ over: 'hang-up' }),
});
