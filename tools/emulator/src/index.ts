/** An emulator of Amazon Chime SDK PSTN Audio: calls, legs, action lists and events, on virtual or real time. */
export { routeOf } from './api/router.ts';
export type { ApiFault, FaultyRequest } from './api/api.ts';
export { errorsOf } from './api/model/errors-of.ts';
export { type BotRule, scriptedBots } from './bots/scripted.ts';
export { mayColour } from './cli/io.ts';
export { paint } from './cli/paint.ts';
export { endpointsOf } from './cli/start-serving.ts';
export type { Clock, Timer } from './clock/clock.ts';
export { RealClock } from './clock/real.ts';
export { VirtualClock } from './clock/virtual.ts';
export {
  type Contact,
  type ContactCentre,
  type ContactCentreOptions,
  openContactCentre,
} from './connect/contact-centre.ts';
export { parseContactFlow } from './connect/flow/parse.ts';
export type { ContactFlow } from './connect/flow/flow.ts';
export type { ContactFlowEvent } from './connect/run/contact-data.ts';
export type { ConnectFunctions } from './connect/run/functions.ts';
export { type Emulator, type EmulatorOptions, createEmulator } from './emulator.ts';
export { EngineError } from './engine/errors.ts';
export { openPoints } from './engine/switches.ts';
export type { Functions, Ids, InvokeOutcome, InvokeRequest, Storage, StoredObject } from './engine/ports.ts';
export type { FaultEffect } from './faults/fault.ts';
export { withFaults } from './faults/with-faults.ts';
export { type Exploration, type ExploreOptions, explore, replay } from './harness/explore.ts';
export type { FlowUnderTest, Outside, World } from './harness/flow-under-test.ts';
export type { CallPlan, CreateCallFault, History, Start, Step, WorldStart } from './harness/history.ts';
export { invariants } from './harness/invariants/index.ts';
export type { Breach, Invariant } from './harness/invariants/invariant.ts';
export { printViolation } from './harness/print/print-violation.ts';
export type { Run } from './harness/run/run.ts';
export type { Violation } from './harness/violation.ts';
export { type HandsetOptions, handset } from './handset/handset.ts';
export { seededIds } from './ids/seeded.ts';
export { lambdaEndpoint } from './lambda/endpoint.ts';
export type { OwnedFunctions } from './lambda/functions.ts';
export { type Browser, BrowserError } from './meetings/browser.ts';
export type { MeetingsOptions } from './meetings/context.ts';
export type { MeetingEvent } from './meetings/events.ts';
export { type MeetingsService, createMeetings } from './meetings/meetings.ts';
export type { FarEnd } from './phones/far-end.ts';
export type { Phone } from './phones/phone.ts';
export { type RunningEmulator, type StartOptions, startEmulator } from './server/start-emulator.ts';
export { promptText } from './storage/prompt-texts.ts';
export { type Bill, bill } from './trace/bill.ts';
export { ladder } from './trace/ladder.ts';
export { type PageOptions, tracePage } from './trace/page/page.ts';
export { didYouMean } from './yaml/suggest.ts';
