/** Tests of what no service can be tested for alone, and the worlds that they run in. */
export { clickToCallUnderTest } from './click-to-call/flow.ts';
export { type Choices, recorded as recordedChoices } from './meeting-dialer/choices.ts';
export { exploreMeetingDialer, type ExploreOptions, replayMeetingDialer } from './meeting-dialer/explore.ts';
export { createWarm as createWarmMeetingDialer } from './meeting-dialer/warm.ts';
export { openWorld as openMeetingDialer, type World as MeetingDialerWorld } from './meeting-dialer/world.ts';
export { updateCallUnderTest } from './update-call/flow.ts';
