import type { ClickToCallDeps } from './click-to-call/deps.ts';
import type { IvrDeps } from './ivr/deps.ts';
import type { MeetingDialerDeps } from './meeting-dialer/deps.ts';
import type { UpdateCallDeps } from './update-call/deps.ts';
import type { TransferDeps } from './take-back-and-transfer/deps.ts';

/** What the functions of all flows are handed. */
export type FlowDeps = IvrDeps & TransferDeps & ClickToCallDeps & UpdateCallDeps & MeetingDialerDeps;
