import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { joinMeetingResponse, meetingEnded, meetingParticipants } from '@patchbay/contracts';
import type { Browser, Phone } from '@patchbay/emulator';
import { ROOT } from '../front/start-patchbay.ts';
import { SAMPLE_UPLOAD } from '../front/uploads.ts';
import type { Mail } from '../mail/mailbox.ts';
import type { Member } from './member.ts';
import type { Scene } from './scene.ts';
import { StoryError, type Story } from './story.ts';

/** As in the file. */
const EVENT = '271828';
const ANN = '+14255550188';
const BOB = { number: '+12065550104', email: 'bob@example.com' };
const CAT = { email: 'cat@example.com', password: 'Join-a-meeting-1' };
/** Functions have the real time: with so much more, nothing in a call is older than what a function has done before. */
const AHEAD_MS = 60_000;

/** A file schedules a meeting: one is called, one dials in, one comes with a browser, and the organiser ends it. */
export const meetingDialer: Story = {
  name: 'meeting-dialer',
  async tell(scene) {
    await scene.getAhead(AHEAD_MS);
    const organiser = await scene.person();
    // In other calls, before this one.
    const heard = scene.phone(ANN).heard.length;
    await handIn(scene);
    const ann = await isCalled(scene, heard);
    const bob = await dialsIn(scene, await mailTo(scene, BOB.email));
    const cat = await joinsByLink(scene, await mailTo(scene, CAT.email));
    ann.say('Good morning');
    await Promise.all([bob.hears('Good morning'), cat.hears('Good morning')]);
    cat.say('Hello from my browser');
    await Promise.all([ann.hears('from my browser'), bob.hears('from my browser')]);
    scene.tell('All three hear each other.');
    await rosterIs(scene, organiser, ['Ann Ames: joined phone', 'Bob Brown: joined phone', 'Cat Cole: joined browser']);
    await organiserEnds(scene, organiser, { phones: [ann, bob], browser: cat });
    await rosterIs(scene, organiser, ['Ann Ames: joined', 'Bob Brown: joined', 'Cat Cole: joined']);
    await scene.nothingIsLeft();
    scene.tell('No leg and no meeting is left, and nobody is in it.');
  },
};

async function handIn(scene: Scene): Promise<void> {
  const { file, name } = SAMPLE_UPLOAD;
  await scene.upload(name, await readFile(join(ROOT, file)));
  const result = async () =>
    JSON.parse((await scene.uploaded(`results/${name}`)) ?? '{}') as { participants?: object[] };
  await scene.becomes(
    'what came of the file',
    async () => (await result()).participants?.map((each) => ('result' in each ? each.result : each)),
    ['added', 'added', 'added'],
  );
  scene.tell(`A file is handed in: meeting ${EVENT}, three participants, and beside it what came of them.`);
}

async function isCalled(scene: Scene, before: number): Promise<Phone> {
  const ann = scene.phone(ANN);
  await scene.until(
    'Ann is called',
    () => ann.heard.slice(before).some((words) => words.includes('press 1')),
    5 * 60_000,
  );
  ann.press('1');
  await ann.hears('You have joined the meeting');
  scene.tell('Ann is called, presses 1, and is in the meeting.');
  return ann;
}

async function mailTo(scene: Scene, address: string): Promise<Mail & { text: string }> {
  await scene.until(`an e-mail to ${address}`, () => scene.mailsTo(address).length > 0, 5 * 60_000);
  const [mail, ...more] = scene.mailsTo(address);
  scene.check(`more e-mails to ${address}`, more.length, 0);
  return { text: '', ...mail! };
}

/** With the numbers that his e-mail says. */
async function dialsIn(scene: Scene, { text }: { text: string }): Promise<Phone> {
  const [, number = '', eventId = '', passcode = ''] = /(\+\d+),,(\d{6}),,(\d{6})/.exec(text) ?? [];
  scene.check('the number that the e-mail says', number, scene.numberOf('meeting-dialer'));
  const bob = scene.phone(BOB.number);
  bob.dial(number);
  await bob.hears('number of your meeting');
  bob.press(eventId);
  await bob.hears('passcode');
  bob.press(passcode);
  await bob.hears('You have joined the meeting');
  scene.tell('Bob dials in with the numbers of his e-mail.');
  return bob;
}

/** With the link in her e-mail: a page would send what follows its `#`. */
async function joinsByLink(scene: Scene, { text }: { text: string }): Promise<Browser> {
  const [, link] = /\/meetings\/\d{6}#(\S+)/.exec(text) ?? [];
  if (link === undefined) throw new StoryError('There is no link in the e-mail.');
  const cat = await scene.person(CAT);
  const joined = await cat.post(`/meetings/${EVENT}/join`, { link });
  scene.check('POST /meetings/{eventId}/join', joined.status, 200);
  const { attendee } = joinMeetingResponse.parse(joined.body);
  scene.tell('Cat signs in, and joins by browser with the link of her e-mail.');
  return scene.browser(attendee.JoinToken);
}

/** As the organiser sees it, by name. */
async function rosterIs(scene: Scene, organiser: Member, wanted: readonly string[]): Promise<void> {
  const roster = async () => {
    const { body } = await organiser.get(`/meetings/${EVENT}/participants`);
    const { participants } = meetingParticipants.parse(body);
    return participants.map(({ name, outcome, via }) => `${name}: ${[outcome, ...via].join(' ')}`).sort();
  };
  await scene.becomes('GET /meetings/{eventId}/participants', roster, wanted);
  scene.tell(`The roster: ${wanted.join(', ')}.`);
}

async function organiserEnds(
  scene: Scene,
  organiser: Member,
  { phones, browser }: { phones: readonly Phone[]; browser: Browser },
): Promise<void> {
  const ended = await organiser.post(`/meetings/${EVENT}/end`);
  scene.check('POST /meetings/{eventId}/end', ended.status, 200);
  meetingEnded.parse(ended.body);
  await Promise.all(phones.map((phone) => phone.hears('The meeting has ended')));
  await Promise.all(phones.map((phone) => phone.isHungUp()));
  await scene.until('the browser is told that it has ended', () => browser.state === 'ended');
  scene.tell('The organiser ends it: every phone is told and hung up, and the browser is out.');
}
