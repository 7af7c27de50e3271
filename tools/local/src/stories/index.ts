/** Calls that take more than a telephone; `npm run call -- NAME` tells them. */
import { clickToCall } from './click-to-call.ts';
import { meetingDialer } from './meeting-dialer.ts';
import type { Story } from './story.ts';
import { updateCall } from './update-call.ts';

export const stories: readonly Story[] = [clickToCall, updateCall, meetingDialer];
