/** Types, schemas, builders and the router for Amazon Chime SDK PSTN Audio. No AWS SDK, no I/O. */
export type * from './actions/action.ts';
export type * from './events/event.ts';
export type { SmaResponse } from './response.ts';
