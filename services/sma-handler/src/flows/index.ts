/** Every flow that a call can be in, one file or folder each. */
import type { Flow } from '@patchbay/sma';
import type { FlowDeps } from './deps.ts';
import { clickToCall } from './click-to-call/index.ts';
import { ivr } from './ivr/index.ts';
import { meetingDialer } from './meeting-dialer/index.ts';
import { takeBackAndTransfer } from './take-back-and-transfer/index.ts';
import { updateCall } from './update-call/index.ts';

export const flows: readonly Flow<FlowDeps>[] = [ivr, takeBackAndTransfer, clickToCall, updateCall, meetingDialer];
