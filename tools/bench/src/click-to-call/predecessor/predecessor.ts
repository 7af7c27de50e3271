import { fileURLToPath } from 'node:url';
import type { Contestant } from '../contestant.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Four requests to Chime one after the other, and no table. */
export const predecessor: Contestant = {
  name: 'predecessor',
  files: { dial: file('./dial.ts'), flow: file('./flow.ts') },
  prepare: async ({ sipMediaApplicationId, callerId }) => ({
    variables: { SMA_ID: sipMediaApplicationId, FROM_NUMBER: callerId },
    headersOf: () => ({}),
    listen: async () => undefined,
    close: async () => undefined,
  }),
};
