/** The flows, for tests that need more than one service. What is deployed is `handler.ts`. */
export { clickToCall, type ClickToCallDeps } from './flows/click-to-call/index.ts';
export { meetingDialer, type MeetingDialerDeps } from './flows/meeting-dialer/index.ts';
export { updateCall, type UpdateCallDeps } from './flows/update-call/index.ts';
