import type { Participant, ParticipantTag } from '@patchbay/sma';
import type { LegKind } from '../trace/entry.ts';
import type { CallRecording } from './call-recording.ts';
import type { DigitListener } from './digit-listener.ts';
import type { Joined } from './ports.ts';

/** One side of a call: the caller, a called number, a SIP peer or a place in a meeting. */
export interface Leg {
  readonly callId: string;
  readonly tag: ParticipantTag;
  readonly kind: LegKind;
  readonly direction: 'Inbound' | 'Outbound';
  readonly to: string;
  readonly from: string;
  readonly startedAt: number;
  readonly sipHeaders: Readonly<Record<string, string>>;
  /** Undefined until answered. */
  status?: 'Connected' | 'Disconnected';
  answeredAt?: number;
  endedAt?: number;
  /** The place it has in a meeting. */
  joined?: Joined;
  /** It is muted there. */
  muted?: boolean;
  /** What was last told of whom it hears. */
  audio?: string;
  /** Was it ever half of a bridge: then its silence is a survivor's. */
  wasBridged?: boolean;
  voiceFocus?: boolean;
  listener?: DigitListener;
  recording?: CallRecording;
}

export function isConnected(leg: Leg | undefined): leg is Leg & { status: 'Connected' } {
  return leg?.status === 'Connected';
}

/** The leg as an event shows it. */
export function participant(leg: Leg): Participant {
  const shown: Participant = {
    CallId: leg.callId,
    ParticipantTag: leg.tag,
    To: leg.to,
    From: leg.from,
    Direction: leg.direction,
    StartTimeInMilliseconds: String(leg.startedAt),
  };
  if (leg.status) shown.Status = leg.status;
  if (Object.keys(leg.sipHeaders).length > 0) shown.SipHeaders = { ...leg.sipHeaders };
  return shown;
}
