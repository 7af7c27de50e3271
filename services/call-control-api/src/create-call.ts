import { createHash } from 'node:crypto';
import type { JoinableAttendee, JoinableMeeting, Meetings, Voice } from '@patchbay/chime';
import type { CreateCallRequest, CreateCallResponse } from '@patchbay/contracts';
import type { Destination, DestinationDecision, DialQuota } from '@patchbay/dial-policy';
import { awsProblem, HttpProblem, type HttpAnswer, type HttpRequest } from '@patchbay/lambda';
import { asCall } from '@patchbay/live';
import type { Begun, Requests, Telephony, UserCall, UserCalls } from '@patchbay/repositories';
import { MEETING_NUMBER, sipHeaderText } from '@patchbay/sma';
import { BROWSER, PHONE } from './attendees.ts';
import { callIsOver } from './problems.ts';

export interface CreateCallDeps {
  destinationOf(typed: string): Promise<DestinationDecision>;
  quota: DialQuota;
  requests: Requests;
  userCalls: Pick<UserCalls, 'begin' | 'get' | 'ofMeeting'>;
  meetings: Meetings;
  voice: Pick<Voice, 'createCall'>;
  /** @throws HttpProblem the telephones have not been set up */
  telephony(): Promise<Telephony>;
  mediaRegion: string;
  /** Milliseconds since the epoch. */
  now(): number;
  uuid(): string;
}

const KEY = /^[\w-]{8,64}$/;
const PROGRESS = { 'retry-after': '1' };

/**
 * `POST /calls`: makes a meeting for the browser and the telephone, and places the call. With an Idempotency-Key it is
 * done once, however often it is asked for, and each answer brings the join token anew. Whatever fails, what was done
 * before is undone.
 * @throws HttpProblem
 */
export async function createCall(
  { user, body, headers }: HttpRequest<CreateCallRequest>,
  deps: CreateCallDeps,
): Promise<HttpAnswer> {
  const key = readKey(headers['idempotency-key']);
  const destination = await deps.destinationOf(body.to);
  if (!destination.allowed) {
    const { reason, message } = destination;
    throw new HttpProblem(422, reason, 'That number can not be called', { detail: message, step: 'number' });
  }
  const number = destination.kind === 'pstn' ? destination.number : destination.user;
  const id = key === undefined ? deps.uuid() : digest(`${user.id} ${key}`);
  const [begun, quota, telephony] = await Promise.allSettled([
    key === undefined ? ours(id) : deps.requests.begin(id, digest(number)),
    deps.quota.take(user.id, id),
    deps.telephony(),
  ]);
  if (begun.status === 'rejected') throw begun.reason;
  const request = begun.value;
  switch (request.state) {
    case 'other':
      throw new HttpProblem(422, 'idempotency-key-reused', 'That Idempotency-Key was used for another number', {
        detail: 'Use a new key for each call.',
      });
    case 'running':
      throw new HttpProblem(409, 'in-progress', 'The call is being placed', {
        detail: 'Ask again in a second.',
        headers: PROGRESS,
      });
    case 'done':
      return again(request.result, deps);
    case 'ours':
  }
  try {
    if (quota.status === 'rejected') throw quota.reason;
    if (!quota.value.allowed) {
      const { reason, message, retryAfterSeconds } = quota.value;
      const retry = { 'retry-after': String(retryAfterSeconds) };
      throw new HttpProblem(429, reason, 'Too many calls', { detail: message, step: 'quota', headers: retry });
    }
    if (telephony.status === 'rejected') throw telephony.reason;
    const caller = { owner: user.id, requestor: sipHeaderText(user.email).slice(0, 1_024) };
    const response = await place(request, { ...caller, number, destination, telephony: telephony.value }, deps);
    // If this fails, whoever asks again finds the call by its meeting.
    if (key !== undefined) await deps.requests.finish(id, resultOf(response)).catch(() => undefined);
    return answer(201, response);
  } catch (error) {
    // Nothing has come of it, so the same key may try again. If this fails too, it may when the request is too old.
    if (key !== undefined) await deps.requests.forget(id).catch(() => undefined);
    throw error;
  }
}

interface Wanted {
  owner: string;
  requestor: string;
  /** As it is dialled. */
  number: string;
  destination: Destination;
  telephony: Telephony;
}

async function place(
  { attempt, isFirst }: Extract<Begun, { state: 'ours' }>,
  { owner, requestor, number, destination, telephony: { sipMediaApplicationId, callerId } }: Wanted,
  deps: CreateCallDeps,
): Promise<CreateCallResponse> {
  const { userCalls, meetings } = deps;
  const made = await meetings.create({
    token: attempt,
    externalMeetingId: attempt,
    mediaRegion: deps.mediaRegion,
    attendees: [BROWSER, PHONE],
  });
  if (!made.ok) throw awsProblem('meeting', made);
  const { meeting, attendees } = made;
  const [browser, phone] = attendees;
  const { MeetingId: meetingId } = meeting;
  try {
    if (!browser || !phone) throw new Error('The meeting has no attendees');
    // Whoever began it may have placed the call before it was gone: the flow keeps a receipt.
    const placed = isFirst ? undefined : await userCalls.ofMeeting(meetingId);
    if (placed) return responseOf(placed, meeting, browser);
    const createdAt = deps.now();
    const result = await deps.voice.createCall({
      sipMediaApplicationId,
      from: callerId,
      to: MEETING_NUMBER,
      sipHeaders: { 'X-chime-join-token': phone.JoinToken, 'X-chime-meeting-id': meetingId },
      arguments: {
        flow: 'click-to-call',
        owner,
        meetingId,
        to: number,
        ...(destination.kind === 'voice-connector' ? { voiceConnectorArn: destination.arn } : {}),
        requestor,
        createdAt: String(createdAt),
      },
    });
    if (!result.ok) throw awsProblem('call', result);
    const { transactionId } = result;
    const known = await userCalls.begin({ transactionId, owner, meetingId, to: number, createdAt });
    if (!known) throw new Error('The call belongs to somebody else');
    return responseOf(known, meeting, browser);
  } catch (error) {
    // With the meeting ends the call, if it was placed after all; if this fails too, it does when no browser has come.
    await meetings.end(meetingId);
    throw error;
  }
}

/** What has been answered once, with the join token as it is now. */
async function again(result: Readonly<Record<string, string>>, deps: CreateCallDeps): Promise<HttpAnswer> {
  const { transactionId = '', meetingId = '', attendeeId = '' } = result;
  const [known, meeting] = await Promise.all([
    deps.userCalls.get(transactionId),
    deps.meetings.get(meetingId, attendeeId),
  ]);
  if (!meeting.ok && meeting.reason !== 'not-found') throw awsProblem('meeting', meeting);
  const [attendee] = meeting.ok ? meeting.attendees : [];
  if (!known || !meeting.ok || !attendee) throw callIsOver(410);
  return answer(200, responseOf(known, meeting.meeting, attendee));
}

function answer(status: 200 | 201, response: CreateCallResponse): HttpAnswer {
  return { status, body: response, headers: { location: `/calls/${response.call.id}` } };
}

function responseOf(call: UserCall, meeting: JoinableMeeting, attendee: JoinableAttendee): CreateCallResponse {
  return { call: asCall(call), meeting: { ...meeting }, attendee: { ...attendee } };
}

/** No token is in it. */
function resultOf({ call, meeting, attendee }: CreateCallResponse): Record<string, string> {
  return { transactionId: call.id, meetingId: meeting.MeetingId, attendeeId: attendee.AttendeeId };
}

async function ours(attempt: string): Promise<Begun> {
  return { state: 'ours', attempt, isFirst: true };
}

function readKey(key: string | undefined): string | undefined {
  if (key === undefined || KEY.test(key)) return key;
  throw new HttpProblem(400, 'bad-idempotency-key', 'The Idempotency-Key is not as it must be', {
    detail: 'It has 8 to 64 letters, digits, - and _, such as a UUID.',
  });
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
