import type { SmaEvent } from '@patchbay/sma';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator.ts';
import type { Ids } from '../../src/engine/ports.ts';
import { seededIds } from '../../src/ids/seeded.ts';
import { VirtualClock } from '../../src/clock/virtual.ts';
import { createMeetings, type MeetingsService } from '../../src/meetings/meetings.ts';
import type { Phone } from '../../src/phones/phone.ts';
import type { DiagnosticCode } from '../../src/trace/diagnostics.ts';
import type { TraceDetail, TraceEntry } from '../../src/trace/entry.ts';

export const CALLER = '+14155550123';
export const SERVICE = '+12065550100';
export const FAR_END = '+14255550188';
export const APPLICATION = '00000000-0000-4000-8000-00000000050a';

/** What the function answers to one event: a list of actions, a whole response, or either worked out from the event. */
export type Reply = readonly object[] | object | string | null | ((event: SmaEvent) => unknown);

export interface LabOptions extends Partial<EmulatorOptions> {
  ids?: Ids;
}

export interface Lab extends Emulator {
  readonly clock: VirtualClock;
  readonly meetings: MeetingsService;
  readonly caller: Phone;
  readonly farEnd: Phone;
  /** Everything that the function was given, in order, retries included. */
  readonly received: readonly SmaEvent[];
  /** The events of the call, each once, in words: `2 ACTION_SUCCESSFUL Speak`. */
  readonly events: readonly string[];
  /** The event with this sequence number. */
  event(sequence: number): SmaEvent;
  /** ActionData of the event with this sequence number. */
  data(sequence: number): Record<string, unknown>;
  entries<T extends TraceDetail['type']>(type: T): Extract<TraceEntry, { type: T }>[];
  readonly diagnostics: readonly DiagnosticCode[];
  readonly transactionId: string;
  /** Places the API-created call that the replies are for. */
  create(options?: { to?: string; arguments?: Record<string, string>; sipHeaders?: Record<string, string> }): void;
  /** Sends CALL_UPDATE_REQUESTED. */
  updateNow(given?: Record<string, string>): void;
  /** Lets the call go on to its end, or for `ms` milliseconds of call time. */
  settle(ms?: number): Promise<void>;
}

const AN_HOUR = 3_600_000;
const AS_IS = Symbol('as is');

/** A whole response, also where it is a list. */
export function asIs(given: unknown): object {
  return { [AS_IS]: given };
}

/** An emulator whose function answers the event with sequence number n by the n-th reply, and later ones by nothing. */
export function createLab(replies: readonly Reply[], options: LabOptions = {}): Lab {
  const received: SmaEvent[] = [];
  const clock = new VirtualClock();
  const ids = options.ids ?? seededIds(options.seed ?? 1);
  const meetings = createMeetings({ clock, ids, accountId: '111122223333', region: 'us-east-1' });
  const emulator = createEmulator({
    clock,
    ids,
    meetings,
    handler: (event) => {
      received.push(event);
      return response(replies[event.Sequence - 1] ?? [], event);
    },
    ...options,
  });
  const each = (): SmaEvent[] => received.filter((event, index) => received[index - 1]?.Sequence !== event.Sequence);
  const find = (sequence: number): SmaEvent => {
    const event = each().find(({ Sequence }) => Sequence === sequence);
    if (!event) throw new Error(`There is no event ${sequence}, only ${each().map(words).join(', ')}`);
    return event;
  };
  const record = () => emulator.recorder.list()[0];
  const lab = {
    meetings,
    received,
    caller: emulator.phone(CALLER),
    farEnd: emulator.phone(FAR_END),
    event: find,
    data: (sequence: number) => ({ ...('ActionData' in find(sequence) ? dataOf(find(sequence)) : {}) }),
    entries: <T extends TraceDetail['type']>(type: T) =>
      (record()?.entries ?? []).filter((entry): entry is Extract<TraceEntry, { type: T }> => entry.type === type),
    create: (given: Parameters<Lab['create']>[0] = {}) => {
      emulator.engine.create({ sipMediaApplicationId: APPLICATION, from: SERVICE, to: FAR_END, ...given });
    },
    updateNow: (given: Record<string, string> = {}) => emulator.update(record()?.transactionId ?? '', given),
    settle: async (ms = AN_HOUR) => {
      await clock.passUntil(() => record()?.endedAt !== undefined, ms);
    },
  };
  return Object.defineProperties(
    { ...emulator, ...lab },
    {
      clock: { value: clock },
      events: { get: () => each().map(words) },
      diagnostics: { get: () => lab.entries('diagnostic').map(({ code }) => code) },
      transactionId: { get: () => record()?.transactionId ?? '' },
    },
  ) as unknown as Lab;
}

/** A lab in which the caller has dialled, and whose call has gone on to its end or for `ms` milliseconds. */
export async function inbound(replies: readonly Reply[], options: LabOptions & { ms?: number } = {}): Promise<Lab> {
  const lab = createLab(replies, options);
  lab.caller.dial(SERVICE);
  await lab.settle(options.ms);
  return lab;
}

/** The CallId that an event gives a leg. */
export function callIdOf(event: SmaEvent, tag: 'LEG-A' | 'LEG-B'): string {
  const leg = event.CallDetails.Participants.find(({ ParticipantTag }) => ParticipantTag === tag);
  if (!leg) throw new Error(`${event.InvocationEventType} has no ${tag}`);
  return leg.CallId;
}

export function statuses(event: SmaEvent): Record<string, string | undefined> {
  return Object.fromEntries(event.CallDetails.Participants.map((leg) => [leg.ParticipantTag, leg.Status]));
}

function response(reply: Reply, event: SmaEvent): unknown {
  const given: unknown = typeof reply === 'function' ? (reply as (event: SmaEvent) => unknown)(event) : reply;
  if (typeof given === 'object' && given !== null && AS_IS in given) return given[AS_IS];
  return Array.isArray(given) ? { SchemaVersion: '1.0', Actions: given } : given;
}

function dataOf(event: SmaEvent): Record<string, unknown> {
  return (event as unknown as { ActionData: Record<string, unknown> }).ActionData;
}

/** `3 HANGUP LEG-A 0`, `2 ACTION_FAILED CallAndBridge CallNotAnswered`, `4 DIGITS_RECEIVED *7`. */
function words(event: SmaEvent): string {
  const { Sequence, InvocationEventType: type } = event;
  const head = `${Sequence} ${type}`;
  if (type === 'INVALID_LAMBDA_RESPONSE') return `${head} ${event.ErrorType}`;
  if (!('ActionData' in event) || !event.ActionData) return head;
  const data = dataOf(event);
  const parameters = data['Parameters'] as Record<string, unknown>;
  switch (type) {
    case 'HANGUP':
      return `${head} ${String(parameters['ParticipantTag'])} ${String(parameters['SipResponseCode'])}`;
    case 'DIGITS_RECEIVED':
      return `${head} ${String(data['ReceivedDigits'])}`;
    case 'ACTION_FAILED':
      return `${head} ${String(data['Type'])} ${String(data['ErrorType'] ?? data['Error'])}`;
    case 'ACTION_SUCCESSFUL':
    case 'ACTION_INTERRUPTED':
      return `${head} ${String(data['Type'])}`;
    default:
      return head;
  }
}
