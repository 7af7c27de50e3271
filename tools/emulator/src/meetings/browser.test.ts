import { describe, expect, test } from '@jest/globals';
import { action, bridge, FAR_END, hangUp, pause, play, record, speak } from '../../test/support/actions.ts';
import { callIdOf, createLab, type Lab, type LabOptions, type Reply, SERVICE } from '../../test/support/lab.ts';
import { invite, joinAs } from '../../test/support/meeting.ts';
import { VirtualClock } from '../clock/virtual.ts';
import { createEmulator } from '../emulator.ts';
import { seededIds } from '../ids/seeded.ts';
import { BrowserError } from './browser.ts';
import type { MeetingEvent } from './events.ts';
import { createMeetings } from './meetings.ts';

/** A call that the API creates into the lab's meeting, as the attendee of this name. */
function call(lab: Lab, name = 'phone'): void {
  const { joinToken, meetingId } = invite(lab, name);
  lab.create({
    to: '+17035550122',
    sipHeaders: { 'X-chime-join-token': joinToken, 'X-chime-meeting-id': meetingId },
  });
}

const browserOf = (lab: Lab, name: string) => lab.browser(invite(lab, name).joinToken);

/** A browser is in a meeting, and the meeting's leg of a call does this when it has joined. */
async function talk(replies: readonly Reply[], options: LabOptions = {}) {
  const lab = createLab([[], [], ...replies], options);
  const alice = browserOf(lab, 'alice');
  call(lab);
  await alice.sees('phone');
  return { lab, alice };
}

describe('what is heard', () => {
  test('words and prompts that are sent to the leg in the meeting', async () => {
    const { lab, alice } = await talk([[speak('They are busy.'), play('bye.wav'), hangUp()]]);
    expect(await alice.hears('busy')).toBe('They are busy.');
    await alice.hears('[audio bye.wav]');
    await lab.settle();
    expect(alice.heardAll.map(({ from, sound }) => [from, sound])).toEqual([
      ['phone', 'speech'],
      ['phone', 'audio'],
    ]);
    expect(alice.roster).toEqual([{ externalUserId: 'alice', kind: 'browser', muted: false }]);
  });

  test('the phone that is bridged to the leg, and by it the browser', async () => {
    const { lab, alice } = await talk([[bridge()]]);
    await lab.farEnd.isConnected();
    await lab.settle(1);
    lab.farEnd.say('Who is it?');
    lab.farEnd.press('5');
    alice.say('It is Alice.');
    expect(alice.heard).toEqual(['Who is it?', '5']);
    expect(lab.farEnd.heard).toEqual(['It is Alice.']);
    lab.farEnd.hangUp();
    alice.say('Are you still there?');
    expect(lab.farEnd.heard).toEqual(['It is Alice.']);
  });

  test('digits for the phone are heard by the phone alone, those for the meeting in the meeting', async () => {
    const digits = (tag: 'LEG-A' | 'LEG-B') => action('SendDigits', { Digits: '1,2', ParticipantTag: tag });
    const sent: Reply = (event) => ({
      SchemaVersion: '1.0',
      Actions: [digits('LEG-A'), digits('LEG-B')].map(({ Type, Parameters }) => ({
        Type,
        Parameters: { ...Parameters, CallId: callIdOf(event, Parameters['ParticipantTag'] as 'LEG-A') },
      })),
    });
    const { lab, alice } = await talk([[bridge()], sent]);
    await lab.farEnd.hears('12');
    expect(alice.heard).toEqual(['12']);
    expect(lab.farEnd.heard).toEqual(['12']);
  });

  test('everybody in the meeting but who speaks, each through his own leg', async () => {
    // A call that comes in joins, one that goes out to the meeting is bridged.
    const joins: Reply = (event) =>
      event.InvocationEventType === 'NEW_INBOUND_CALL' ? [joinAs(invite(lab, 'dialled in'))] : [];
    const lab: Lab = createLab([joins, [], [bridge()]]);
    const [alice, bob] = [browserOf(lab, 'alice'), browserOf(lab, 'bob')];
    lab.caller.dial(SERVICE);
    await alice.sees('dialled in');
    call(lab);
    await lab.farEnd.isConnected();
    await lab.settle(1);
    lab.caller.say('Hello all.');
    alice.say('Hello.');
    lab.farEnd.say('Good day.');
    expect(alice.heard).toEqual(['Hello all.', 'Good day.']);
    expect(bob.heard).toEqual(['Hello all.', 'Hello.', 'Good day.']);
    expect(lab.caller.heard).toEqual(['Hello.', 'Good day.']);
    expect(lab.farEnd.heard).toEqual(['Hello all.', 'Hello.']);
    lab.farEnd.hangUp();
    lab.caller.hangUp();
    lab.farEnd.say('Still there?');
    lab.caller.say('Still there?');
    expect(alice.heard).toHaveLength(2);
  });

  test('a phone that is muted is not heard, and hears', async () => {
    const mute =
      (Operation: string): Reply =>
      () => {
        const { meetingId, attendeeId } = invite(lab, 'phone');
        return [action('ModifyChimeMeetingAttendees', { Operation, MeetingId: meetingId, AttendeeList: [attendeeId] })];
      };
    const { lab, alice } = await talk([[bridge()], [], mute('Mute'), [], mute('Unmute')]);
    await lab.farEnd.isConnected();
    await lab.settle(1);
    lab.updateNow();
    await lab.settle(1);
    expect(alice.roster).toContainEqual({ externalUserId: 'phone', kind: 'phone', muted: true });
    lab.farEnd.say('Can you hear me?');
    alice.say('No.');
    lab.updateNow();
    await lab.settle(1);
    lab.farEnd.say('And now?');
    expect(alice.heard).toEqual(['And now?']);
    expect(lab.farEnd.heard).toEqual(['No.']);
  });

  test('a recording of the leg has the words of the meeting', async () => {
    const { lab, alice } = await talk([[record({ DurationInSeconds: 5 }), hangUp()]]);
    await lab.settle(1_000);
    alice.say('Please call me back.');
    await lab.settle();
    expect(lab.entries('stored')).toMatchObject([{ transcript: 'Please call me back.' }]);
  });

  test('nothing before one was there, and nothing after', async () => {
    const { lab, alice } = await talk([[speak('One.'), pause(), speak('Two.'), pause(), speak('Three.'), hangUp()]]);
    await alice.hears('One.');
    alice.leave();
    const bob = browserOf(lab, 'bob');
    await bob.hears('Two.');
    bob.drop();
    await lab.settle();
    expect([alice.heard, bob.heard]).toEqual([['One.'], ['Two.']]);
    expect([alice.state, bob.state]).toEqual(['left', 'dropped']);
  });
});

describe('being in the meeting', () => {
  test.each([
    ['leaves', 'left', 'chime:AttendeeLeft'],
    ['is dropped', 'dropped', 'chime:AttendeeDropped'],
  ] as const)('a browser that %s', (_name, state, last) => {
    const events: string[] = [];
    const clock = new VirtualClock();
    const ids = seededIds(1);
    const onEvent = ({ detail }: MeetingEvent) => void events.push(detail.eventType);
    const meetings = createMeetings({ clock, ids, accountId: '111122223333', region: 'us-east-1', onEvent });
    const emulator = createEmulator({ handler: () => undefined, clock, ids, meetings });
    const browser = emulator.browser(invite({ meetings }, 'alice').joinToken);
    if (state === 'left') browser.leave();
    else browser.drop();
    browser.leave();
    browser.say('Hello?');
    expect(browser).toMatchObject({ state, roster: [], heard: [] });
    expect(events.slice(-2)).toEqual(['chime:AttendeeJoined', last]);
  });

  test.each<[string, (lab: Lab) => void]>([
    ['the meeting ends', (lab) => lab.meetings.delete(invite(lab).meetingId)],
    [
      'the attendee is removed',
      (lab) => {
        const { meetingId, attendeeId } = invite(lab, 'alice');
        lab.meetings.attendees.delete(meetingId, attendeeId);
      },
    ],
    ['the attendee joins from elsewhere', (lab) => void browserOf(lab, 'alice')],
    ['other meetings are imported', (lab) => lab.meetings.import(lab.meetings.export())],
  ])('%s: the browser is out', async (_name, happens) => {
    const { lab, alice } = await talk([[pause()]]);
    happens(lab);
    await alice.isOut();
    expect(alice.state).toBe('ended');
    expect(alice.roster).toEqual([]);
  });

  test('a token that is none, or not any more', () => {
    const lab = createLab([]);
    const { joinToken, meetingId } = invite(lab, 'alice');
    expect(() => lab.browser('made-up')).toThrow(BrowserError);
    lab.meetings.delete(meetingId);
    expect(() => lab.browser(joinToken)).toThrow(/none of a live meeting/);
  });

  test('a thousand are remembered, and whoever is in the meeting in any case', () => {
    const lab = createLab([]);
    const stays = invite(lab, 'stays');
    const goes = invite(lab, 'goes');
    lab.browser(stays.joinToken);
    lab.browser(goes.joinToken).leave();
    for (let guest = 0; guest < 999; guest += 1) {
      const room = lab.meetings.create({
        ClientRequestToken: `room-${guest % 10}`,
        ExternalMeetingId: 'room',
        MediaRegion: 'us-east-1',
      });
      lab
        .browser(lab.meetings.attendees.create(room.MeetingId, { ExternalUserId: `guest-${guest}` }).JoinToken)
        .leave();
    }
    expect(lab.rooms.browser(stays.attendeeId)?.state).toBe('connected');
    expect(lab.rooms.browser(goes.attendeeId)).toBeUndefined();
  });

  test('what is waited for in vain is told', async () => {
    const { lab, alice } = await talk([[speak('Hello.'), hangUp()]]);
    await lab.settle();
    await expect(alice.hears('Goodbye', { timeoutMs: 1_000 })).rejects.toThrow(
      'alice did not hear "Goodbye" within 1 s: it heard "Hello.".',
    );
    await expect(alice.sees('bob', { timeoutMs: 1_000 })).rejects.toThrow(
      'alice did not see bob within 1 s: it is connected, in the meeting: alice.',
    );
    await expect(alice.isOut({ timeoutMs: 1_000 })).rejects.toThrow('was not put out of the meeting within 1 s');
    alice.leave();
    await expect(alice.hears('Goodbye')).rejects.toThrow('before the call ended');
  });
});

describe('the meeting is deleted while the far end rings', () => {
  test.each(['by-action', 'hangup-only', 'always-fails'] as const)('it stops (hangupRace %s)', async (hangupRace) => {
    const options = {
      switches: { hangupRace },
      farEnds: { [FAR_END]: { does: 'ring' as const } },
      quotas: { activeCalls: 2 },
    };
    const { lab, alice } = await talk([[bridge()]], options);
    await lab.farEnd.rings();
    lab.meetings.delete(alice.meetingId);
    await lab.farEnd.isHungUp();
    await lab.settle();
    expect(lab.farEnd.line?.sipCode).toBe(487);
    expect(lab.events.slice(3)).toEqual(
      hangupRace === 'hangup-only'
        ? ['4 HANGUP LEG-A 0']
        : ['4 ACTION_FAILED CallAndBridge SystemException', '5 HANGUP LEG-A 0'],
    );
    expect(lab.engine.transactions.size).toBe(0);
    const last = lab.entries('leg').filter(({ state }) => state === 'disconnected');
    expect(last.map(({ tag }) => tag).sort()).toEqual(['LEG-A', 'LEG-B']);
    // Both places among the active calls are free again.
    for (const number of ['+12065550101', '+12065550102']) {
      expect(() => lab.phone(number).dial(SERVICE)).not.toThrow();
    }
  });
});
