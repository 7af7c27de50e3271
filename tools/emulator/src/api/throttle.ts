import type { Clock } from '../clock/clock.ts';

/** Requests a second that an operation admits; an operation that is not named is not limited. */
export type Throttles = Readonly<Record<string, number>>;

/** AWS's defaults (service quotas of PSTN Audio and of Chime SDK meetings). */
export const awsThrottles: Throttles = {
  CreateSipMediaApplicationCall: 1,
  UpdateSipMediaApplicationCall: 5,
  CreateMeeting: 10,
  CreateMeetingWithAttendees: 10,
  GetMeeting: 10,
  DeleteMeeting: 10,
  CreateAttendee: 10,
  BatchCreateAttendee: 10,
  GetAttendee: 10,
  ListAttendees: 10,
  DeleteAttendee: 10,
};

/**
 * Token buckets, one an operation: each holds a second's worth and refills continuously.
 * @returns whether the request may pass now
 */
export function createThrottle(clock: Clock, throttles: Throttles): (operation: string) => boolean {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (operation) => {
    const perSecond = throttles[operation];
    if (perSecond === undefined) return true;
    const now = clock.now();
    const bucket = buckets.get(operation) ?? { tokens: perSecond, at: now };
    const tokens = Math.min(Math.max(1, perSecond), bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    const admitted = tokens >= 1;
    buckets.set(operation, { tokens: admitted ? tokens - 1 : tokens, at: now });
    return admitted;
  };
}
