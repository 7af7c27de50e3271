import type { MediaPlacement } from '@aws-sdk/client-chime-sdk-meetings';

/** Addresses of a meeting whose media nobody serves: well-formed, and sure to lead nowhere. */
export function mediaPlacementNowhere(meetingId: string): MediaPlacement {
  const host = 'chime.invalid';
  return {
    AudioHostUrl: `${meetingId}.${host}:3478`,
    AudioFallbackUrl: `wss://${host}/calls/${meetingId}`,
    SignalingUrl: `wss://${host}/control/${meetingId}`,
    TurnControlUrl: `https://${host}/v2/turn_sessions`,
    EventIngestionUrl: `https://${host}/v1/client-events`,
  };
}
