import type { Trace, TraceEvent } from '../trace/schema.ts';

type Leg = NonNullable<Trace['legs']>[number];

const STATES: Readonly<Record<string, Leg['state']>> = { Connected: 'connected', Disconnected: 'disconnected' };

/** The legs of a call, as its events list them. When one was answered or ended is known to the next event. */
export function legsOf(events: readonly TraceEvent[]): Leg[] {
  const legs = new Map<string, Leg>();
  for (const { event, at = 0 } of events) {
    for (const participant of event.CallDetails.Participants ?? []) {
      const leg = legOf(participant);
      if (!leg) continue;
      const before = legs.get(leg.callId);
      if (before?.state === 'disconnected') continue;
      const sipCode = leg.state === 'disconnected' ? sipCodeOf(event, leg.callId) : undefined;
      legs.set(leg.callId, {
        ...before,
        ...leg,
        ...(leg.state === 'connected' && before?.answeredAt === undefined && { answeredAt: at }),
        ...(leg.state === 'disconnected' && { endedAt: at }),
        ...(sipCode !== undefined && { sipCode }),
      });
    }
  }
  return [...legs.values()];
}

/** The HANGUP of the last leg ends a call. */
export function endOf(events: readonly TraceEvent[]): Trace['ended'] {
  const last = events.at(-1);
  if (last?.event.InvocationEventType !== 'HANGUP') return undefined;
  const { Participants = [] } = last.event.CallDetails;
  const isOver = Participants.every(({ Status }) => Status === 'Disconnected');
  return isOver ? { at: last.at ?? 0, reason: 'the last leg ended' } : undefined;
}

function legOf(participant: Readonly<Record<string, unknown>>): Leg | undefined {
  const { CallId, ParticipantTag, From, To, Direction, Status } = participant;
  if (typeof CallId !== 'string' || typeof ParticipantTag !== 'string') return undefined;
  const tag = ParticipantTag.toUpperCase();
  if (tag !== 'LEG-A' && tag !== 'LEG-B') return undefined;
  const [from, to] = [textOf(From), textOf(To)];
  const state = STATES[textOf(Status)] ?? 'ringing';
  return { callId: CallId, tag, kind: kindOf(tag, textOf(Direction), from, to), from, to, state };
}

function kindOf(tag: Leg['tag'], direction: string, from: string, to: string): Leg['kind'] {
  if (tag === 'LEG-A' && direction === 'Inbound') return 'caller';
  // A meeting's leg comes from the application itself; a Voice Connector's is no number in E.164.
  if (from === 'SMA' || to === 'SMA') return 'meeting';
  return to.startsWith('+') ? 'pstn' : 'voice-connector';
}

function sipCodeOf(event: TraceEvent['event'], callId: string): number | undefined {
  const data: unknown = event['ActionData'];
  const parameters: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'Parameters') : undefined;
  if (typeof parameters !== 'object' || parameters === null || Reflect.get(parameters, 'CallId') !== callId) {
    return undefined;
  }
  const code = Number(Reflect.get(parameters, 'SipResponseCode'));
  return Number.isInteger(code) ? code : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
