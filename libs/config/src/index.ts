/** One typed, checked file a stage under `stages/`, and what is derived from it. For building and deploying: functions get plain strings. */
export type { Arn, Arns, Names } from './names.ts';
export { mediaRegions, meetingRegions, voiceRegions } from './regions.ts';
export { numberRegions, type Telephony } from './telephony.ts';
export { parseStage, readStage, StageError, stageNames, type Stage } from './stage.ts';
