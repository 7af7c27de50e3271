import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createVoice } from '@patchbay/chime';
import { joinMeetingResponse, scheduledParticipants } from '@patchbay/contracts';
import { type FunctionRequest, Member, type Patchbay, type Scene } from '@patchbay/local';
import {
  createLines,
  createParticipants,
  createScheduledMeetings,
  type ScheduledMeeting,
} from '@patchbay/repositories';
import { applicationId } from './application.ts';
import { clientOf, PATIENCE_MS } from './client.ts';
import { PASSWORD } from './tokens.ts';

const EVENT = '314159';
/** Answers after 3 s. */
const BOB = '+14255550188';
const BOBS_ADDRESS = 'bob@example.net';
/** Answers after 2 s. */
const CAT = '+14255550123';
const HOUR_MS = 3_600_000;
/** What a queue starts takes real time, in which much call time passes. */
const LONG_MS = 30 * 60_000;
/** Nobody who can be invited. */
const nobody = { name: 'Nobody', phoneNumber: '911', call: true };

export interface MeetingOptions {
  patchbay: Patchbay;
  /** Operations of Chime that are refused as long as they are here. */
  refused: Set<string>;
  /** What functions have asked for so far. */
  requests: readonly FunctionRequest[];
}

/** A meeting to which people are invited by telephone: it is joined, refused, left and ended. */
export async function meetingByTelephone(scene: Scene, options: MeetingOptions): Promise<void> {
  const boss = await scene.person({ email: 'boss@example.com', password: PASSWORD });
  const create = () => boss.post('/meetings', { eventId: EVENT, participants: [nobody] });
  scene.check('POST /meetings', (await create()).status, 202);
  scene.check('POST /meetings again', (await create()).status, 202);
  await organiserComesAndGoes(scene, boss, options);
  await fileIsHandedIn(options);
  await callsAreJoined(scene, boss, options);
}

async function organiserComesAndGoes(scene: Scene, boss: Member, { patchbay, refused }: MeetingOptions) {
  const join = (body: object, eventId = EVENT) => boss.post(`/meetings/${eventId}/join`, body);
  refused.add('CreateAttendee');
  const answered = await join({});
  refused.delete('CreateAttendee');
  scene.check('a place that Chime refuses', answered.status, 502);
  scene.check('a meeting that is not there', (await join({ passcode: '000000' }, '271828')).status, 404);
  const { meeting, attendee } = joinMeetingResponse.parse((await join({})).body);
  const browser = scene.browser(attendee.JoinToken);
  scene.check('GET participants', (await boss.get(`/meetings/${EVENT}/participants`)).status, 200);
  // Functions have the real time: what happens now must be later, and not of the moment at which he came.
  const { clock, meetings, passUntil } = patchbay.emulator;
  await passUntil(() => false, Math.max(0, Date.now() - clock.now()) + 1_000);
  browser.leave();
  // Without call time, in which Chime would end an empty meeting by itself.
  await inRealTime(
    'the last one ends the meeting',
    () => !meetings.list().some(({ MeetingId }) => MeetingId === meeting.MeetingId),
  );
}

async function fileIsHandedIn({ patchbay, requests }: MeetingOptions) {
  const file = {
    EventId: EVENT,
    Organizer: 'boss@example.com',
    Participants: [{ PhoneNumber: '911', CallParticipant: true }],
  };
  const { buckets } = patchbay.stage.names;
  await patchbay.local.aws.s3.storage.put(buckets.uploads, 'people.json', { body: Buffer.from(JSON.stringify(file)) });
  const isWritten = () => requests.some(({ method, url }) => method === 'PUT' && url.includes('/results/people.json'));
  await inRealTime('what came of the file is written', isWritten);
}

async function inRealTime(what: string, isSo: () => boolean): Promise<void> {
  for (let look = 0; look < 1_000; look++) {
    if (isSo()) return;
    await setTimeout(30);
  }
  throw new Error(`${what}: it is not so after 30 s.`);
}

async function callsAreJoined(scene: Scene, boss: Member, options: MeetingOptions) {
  const { patchbay } = options;
  const bob = scene.phone(BOB);
  const before = bob.heard.length;
  const invited = await boss.post(`/meetings/${EVENT}/participants`, {
    participants: [{ name: 'Bob', email: BOBS_ADDRESS, phoneNumber: BOB, call: true }],
  });
  const [added] = scheduledParticipants.parse(invited.body).participants;
  const id = added && 'id' in added ? added.id : '';
  const hears = (words: string) => () => bob.heard.slice(before).some((each) => each.includes(words));
  await scene.until('Bob is called', hears('press 1'), LONG_MS);
  await guestComes(scene, options);
  bob.press('1');
  await bob.hears('You have joined the meeting');
  scene.check('resend', (await boss.post(`/meetings/${EVENT}/participants/${id}/resend`)).status, 202);
  scene.check('call', (await boss.post(`/meetings/${EVENT}/participants/${id}/call`)).status, 202);

  await callOnNoLine(patchbay);
  await scene.phone(CAT).hears('press 1');
  scene.check('end', (await boss.post(`/meetings/${EVENT}/end`)).status, 200);
  await scene.until('no call is left', () => patchbay.emulator.engine.transactions.size === 0);
}

/** Somebody with the link of the e-mail, who has not signed in. */
async function guestComes(scene: Scene, { patchbay, refused }: MeetingOptions): Promise<void> {
  const [, link = ''] = /\/meetings\/\d{6}#(\S+)/.exec(scene.mailsTo(BOBS_ADDRESS)[0]?.text ?? '') ?? [];
  const guest = new Member({ url: patchbay.local.httpApi.endpoint, socketUrl: '', idToken: '' });
  const join = (guestKey: string) => guest.post(`/meetings/${EVENT}/guests`, { link, guestKey });
  const [one, other] = [randomBytes(24), randomBytes(24)].map((key) => key.toString('hex')) as [string, string];
  refused.add('CreateAttendee');
  const answered = await join(one);
  refused.delete('CreateAttendee');
  scene.check('a place that Chime refuses a guest', answered.status, 502);
  scene.check('a guest', (await join(one)).status, 200);
  scene.check('another one with the same link', (await join(other)).status, 409);
}

/** A call of ours to somebody who is invited, when all lines have been taken and not been given back. */
async function callOnNoLine(patchbay: Patchbay): Promise<void> {
  const { stage, local, emulator } = patchbay;
  const { tables } = stage.names;
  const dynamodb = { ...clientOf(patchbay), endpoint: local.aws.endpoints.DYNAMODB };
  const lines = createLines({ table: tables.counters, client: dynamodb, deadlineMs: PATIENCE_MS });
  const [now, limit] = [Date.now(), 100];
  for (let line = 0; line < stage.quotas.activeCalls; line++) {
    await lines.take(`lost-${line}`, { limit, until: now - HOUR_MS, now });
  }
  const inTable = { table: tables.meetings, now: Date.now, client: dynamodb, deadlineMs: PATIENCE_MS };
  const participants = createParticipants(inTable);
  const { eventId, series, closesAt } = (await createScheduledMeetings(inTable).get(EVENT)) as ScheduledMeeting;
  const key = { eventId, series, id: randomUUID().slice(0, 8) };
  // Due later: so nobody else calls.
  const callAt = now + HOUR_MS;
  await participants.add({ ...key, name: 'Cat', phoneNumber: CAT, addedAt: now, closesAt, mail: 'none', callAt });
  const { attempt } = (await participants.claimCall(key, { now: callAt, patienceMs: 0 })) ?? {};
  const [from = ''] = Object.entries(stage.numbers).find(([, flow]) => flow === 'meeting-dialer') ?? [];
  await createVoice({ client: { ...clientOf(patchbay), endpoint: emulator.url } }).createCall({
    ...{ sipMediaApplicationId: applicationId(patchbay), from, to: CAT },
    arguments: { flow: 'meeting-dialer', eventId, series, participantId: key.id, attempt: String(attempt) },
  });
}
