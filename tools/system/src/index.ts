/** Tests of what no service can be tested for alone, and the worlds that they run in. */
export { clickToCallUnderTest } from './click-to-call/flow.ts';
export { exploreMeetingDialer, type ExploreOptions, replayMeetingDialer } from './meeting-dialer/explore.ts';
export { updateCallUnderTest } from './update-call/flow.ts';
