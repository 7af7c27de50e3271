/** What operators do with conferences and their callers, without the HTTP. The functions that are deployed are the `…-handler.ts` files. */
export { act, type ActDeps } from './act.ts';
export { createConference, type CreateConferenceDeps } from './create-conference.ts';
export { listConferences } from './list-conferences.ts';
export { listLiveCalls, type ListLiveCallsDeps } from './list-live-calls.ts';
