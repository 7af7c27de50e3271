/** Click to call: what the HTTP API does, without the HTTP. The functions that are deployed are the `…-handler.ts` files. */
export { BROWSER, PHONE } from './attendees.ts';
export { browserPresence, type BrowserPresenceDeps } from './browser-presence.ts';
export { createCall, type CreateCallDeps } from './create-call.ts';
export { dialling } from './dialling.ts';
export { getCall } from './get-call.ts';
export { hangUp, type HangUpDeps } from './hang-up.ts';
export { listCalls } from './list-calls.ts';
export { sendDigits, type SendDigitsDeps } from './send-digits.ts';
