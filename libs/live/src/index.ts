/** Messages to live sockets. The SDK is loaded with the first one, not at cold start. */
export { createLive, type Live, type LiveOptions, type Published } from './live.ts';
export { asCall } from './as-call.ts';
export { asLiveCall } from './as-live-call.ts';
