import type { ActionType } from './actions/action.ts';
import type { ParticipantTag } from './actions/fields.ts';
import type { EventType, SmaEvent } from './events/event.ts';
import type { IntentResult } from './events/intent-result.ts';
import { Leg } from './leg.ts';
import { failureOf, recordingOf, type Failure, type RecordingPlace } from './outcome.ts';

/** The action that an event reports on. */
export interface ReportedAction {
  type: ActionType;
  /** As the function had sent them; of a failed action perhaps not what its type promises. */
  parameters: Readonly<Record<string, unknown>>;
  /** The leg that it was for, where it is still listed. */
  leg: Leg | undefined;
}

/** A call as one event shows it. Legs are found by tag or id, never by position. */
export class Call {
  readonly event: SmaEvent;
  readonly type: EventType;
  readonly transactionId: string;
  /** 1 for the first event of the call; the same when an event is delivered again. */
  readonly sequence: number;
  readonly region: string;
  readonly sipMediaApplicationId: string;
  /** Of calls that came in. */
  readonly sipRuleId: string | undefined;
  readonly legs: readonly Leg[];
  /** Stored attributes. Values that are not strings, which only other software stores, appear as JSON. */
  readonly attributes: Readonly<Record<string, string>>;

  constructor(event: SmaEvent) {
    const { CallDetails: details } = event;
    const ended = event.InvocationEventType === 'HANGUP' ? event.ActionData.Parameters.CallId : undefined;
    this.event = event;
    this.type = event.InvocationEventType;
    this.transactionId = details.TransactionId;
    this.sequence = event.Sequence;
    this.region = details.AwsRegion;
    this.sipMediaApplicationId = details.SipMediaApplicationId;
    this.sipRuleId = details.SipRuleId;
    this.legs = details.Participants.map((participant) => new Leg(participant, participant.CallId === ended));
    this.attributes = asStrings(details.TransactionAttributes ?? {});
  }

  /** The first leg: the caller, or who was called through the API. */
  get legA(): Leg | undefined {
    return this.#tagged('LEG-A');
  }

  /** The other end of a bridge, or the meeting. After several of them, the one that is connected, or the last. */
  get legB(): Leg | undefined {
    return this.#tagged('LEG-B');
  }

  leg(callId: string): Leg | undefined {
    return this.legs.find((leg) => leg.callId === callId);
  }

  get connected(): readonly Leg[] {
    return this.legs.filter((leg) => leg.connected);
  }

  /** Whether this is the last event: a leg hung up and nobody is left. */
  get isOver(): boolean {
    return this.type === 'HANGUP' && !this.legs.some((leg) => leg.connected);
  }

  /** What the caller of the API gave along; {} for events of other types. */
  get arguments(): Readonly<Record<string, string>> {
    const { event } = this;
    return event.InvocationEventType === 'NEW_OUTBOUND_CALL' || event.InvocationEventType === 'CALL_UPDATE_REQUESTED'
      ? (event.ActionData?.Parameters.Arguments ?? {})
      : {};
  }

  /** What was pressed; '' when nothing was, or the event is not about digits. */
  get digits(): string {
    const { event } = this;
    if (event.InvocationEventType === 'DIGITS_RECEIVED') return event.ActionData.ReceivedDigits;
    return event.InvocationEventType === 'ACTION_SUCCESSFUL' && 'ReceivedDigits' in event.ActionData
      ? event.ActionData.ReceivedDigits
      : '';
  }

  get action(): ReportedAction | undefined {
    const { event } = this;
    switch (event.InvocationEventType) {
      case 'ACTION_SUCCESSFUL':
      case 'ACTION_FAILED':
      case 'ACTION_INTERRUPTED':
      case 'DIGITS_RECEIVED': {
        const { Type: type, Parameters: parameters } = event.ActionData;
        return { type, parameters: { ...parameters }, leg: this.#selected(parameters) };
      }
      default:
        return undefined;
    }
  }

  /** Why an action failed, or why the last answer was refused. */
  get failure(): Failure | undefined {
    return failureOf(this.event);
  }

  /** The leg that hung up, and with which SIP code: 0 is normal clearing, undefined when it is not told. */
  get ended(): { leg: Leg | undefined; code: number | undefined } | undefined {
    if (this.event.InvocationEventType !== 'HANGUP') return undefined;
    const { CallId, ParticipantTag, SipResponseCode } = this.event.ActionData.Parameters;
    return { leg: this.leg(CallId) ?? this.#tagged(ParticipantTag), code: SipResponseCode };
  }

  /** Where the recording of RecordAudio is, or that of StartCallRecording will be. */
  get recording(): RecordingPlace | undefined {
    return recordingOf(this.event);
  }

  /** What a bot made of its conversation. */
  get intent(): IntentResult | undefined {
    const { event } = this;
    return event.InvocationEventType === 'ACTION_SUCCESSFUL' && event.ActionData.Type === 'StartBotConversation'
      ? event.ActionData.IntentResult
      : undefined;
  }

  /**
   * The key of an outside effect of this event. An event may be delivered twice: whatever is done outside (a claim,
   * an attendee, a call) is stored under its key, on condition that the key is new.
   */
  key(effect: string): string {
    return `${this.transactionId}:${this.sequence}:${effect}`;
  }

  #tagged(tag: ParticipantTag): Leg | undefined {
    const legs = this.legs.filter((leg) => leg.tag === tag);
    return legs.find((leg) => leg.connected) ?? legs.toSorted((a, b) => b.startedAt - a.startedAt)[0];
  }

  #selected(parameters: { CallId?: string; ParticipantTag?: string }): Leg | undefined {
    if (parameters.CallId) return this.leg(parameters.CallId);
    return this.#tagged(parameters.ParticipantTag?.toUpperCase() === 'LEG-B' ? 'LEG-B' : 'LEG-A');
  }
}

function asStrings(attributes: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
