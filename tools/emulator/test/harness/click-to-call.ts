import type { Action, SmaEvent, SmaResponse } from '@patchbay/sma';
import type { FlowUnderTest, Outside, World } from '../../src/harness/flow-under-test.ts';
import type { CreateCallFault } from '../../src/harness/history.ts';
import type { Browser } from '../../src/meetings/browser.ts';
import { createMeetings, type MeetingsService } from '../../src/meetings/meetings.ts';

export type ClickToCallBug = 'meeting-leg-left' | 'meeting-left';

const OURS = '+12065550100';
const FRIEND = '+12065550142';
const request = { type: 'world', name: 'POST /calls', arguments: { to: FRIEND } } as const;
const faults: readonly CreateCallFault[] = ['throttled', 'quota-exceeded', 'answer-lost'];

/**
 * A request makes a meeting with a browser in it and calls into it; the function bridges that leg with the number that
 * was asked for. Right, but for the bug that it is given.
 */
export function clickToCall(bug?: ClickToCallBug): FlowUnderTest {
  return {
    name: bug === undefined ? 'click to call' : `click to call with ${bug}`,
    starts: [
      // Most requests go well.
      ...Array.from({ length: 6 }, () => request),
      { type: 'world', name: 'POST /calls', arguments: { to: '911' } },
      ...faults.map((createCall) => ({ ...request, createCall })),
    ],
    open: (outside) => open(outside, bug),
  };
}

/** What a call of this world has: whom it is for, its meeting, and who is in it by browser. */
interface Room {
  to: string;
  meetingId: string;
  browser: Browser;
}

function open({ clock, ids, createCall, browser }: Outside, bug: ClickToCallBug | undefined): World {
  const account = { accountId: '111122223333', region: 'us-east-1' };
  const rooms = new Map<string, Room>();
  const meetings: MeetingsService = createMeetings({
    clock,
    ids,
    ...account,
    // Whoever goes takes the meeting with him, and that the leg in it.
    onEvent: ({ detail: { eventType, meetingId, externalUserId } }) => {
      const gone = eventType === 'chime:AttendeeLeft' || eventType === 'chime:AttendeeDropped';
      if (gone && externalUserId === 'browser') remove(meetingId);
    },
  });
  const live = (): string[] => Object.keys(meetings.export().meetings);
  const remove = (meetingId: string): void => {
    if (live().includes(meetingId)) meetings.delete(meetingId);
  };
  const place = ({ to = '' }: Readonly<Record<string, string>>): void => {
    if (to === '911') return;
    const { MeetingId } = meetings.create({
      ClientRequestToken: ids.uuid(),
      ExternalMeetingId: 'call',
      MediaRegion: 'us-east-1',
    });
    const add = (ExternalUserId: string) => meetings.attendees.create(MeetingId, { ExternalUserId }).JoinToken;
    const joined = browser(add('browser'));
    const sipHeaders = { 'X-chime-join-token': add('phone'), 'X-chime-meeting-id': MeetingId };
    try {
      const { transactionId } = createCall({ from: OURS, to: '+17035550122', sipHeaders });
      rooms.set(transactionId, { to, meetingId: MeetingId, browser: joined });
    } catch {
      // Whether the call goes out or not, nobody is there for it.
      remove(MeetingId);
    }
  };
  const act = (what: (room: Room) => void) => (transactionId: string) => {
    const room = rooms.get(transactionId);
    if (room) what(room);
  };
  return {
    meetings,
    handler: (event) => answer(event, rooms.get(event.CallDetails.TransactionId), { bug, remove }),
    starts: {
      'POST /calls': async (args) => {
        await Promise.resolve();
        place(args);
      },
    },
    moves: {
      'the browser leaves': act((room) => room.browser.leave()),
      'the browser is dropped': act((room) => room.browser.drop()),
      'the meeting is deleted': act(({ meetingId }) => remove(meetingId)),
    },
    leftovers: () => live().map(() => 'a meeting'),
    close: () => meetings.close(),
  };
}

function answer(
  event: SmaEvent,
  room: Room | undefined,
  { bug, remove }: { bug: ClickToCallBug | undefined; remove(meetingId: string): void },
): SmaResponse {
  const connected = event.CallDetails.Participants.filter(({ Status }) => Status === 'Connected');
  const bye = connected.map(({ CallId }): Action => ({ Type: 'Hangup', Parameters: { CallId, SipResponseCode: '0' } }));
  switch (event.InvocationEventType) {
    case 'CALL_ANSWERED':
      return respond(room ? [bridge(room.to)] : bye);
    case 'ACTION_FAILED':
      return event.ActionData.Type === 'CallAndBridge' && connected.length > 0
        ? respond([{ Type: 'Speak', Parameters: { Text: 'They can not be reached.' } }, ...bye])
        : respond(bye);
    case 'HANGUP':
      if (room && connected.length === 0 && bug !== 'meeting-left') remove(room.meetingId);
      return respond(bug === 'meeting-leg-left' && event.ActionData.Parameters.ParticipantTag === 'LEG-B' ? [] : bye);
    case 'INVALID_LAMBDA_RESPONSE':
      return respond(bye);
    default:
      return respond([]);
  }
}

function respond(Actions: Action[]): SmaResponse {
  return { SchemaVersion: '1.0', Actions };
}

function bridge(to: string): Action {
  return {
    Type: 'CallAndBridge',
    Parameters: {
      CallerIdNumber: OURS,
      CallTimeoutSeconds: 20,
      Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: to }],
    },
  };
}
