import { randomUUID } from 'node:crypto';
import { createCallResponse, type Call, type CallState, type CreateCallResponse } from '@patchbay/contracts';
import type { Browser } from '@patchbay/emulator';
import type { Member } from './member.ts';
import type { Scene } from './scene.ts';
import type { Story } from './story.ts';

const ANSWERS = '+14255550188';
const BUSY = '+14255550186';

/** Somebody calls from a browser: both sides talk, digits arrive in order, and each way to end it leaves nothing behind. */
export const clickToCall: Story = {
  name: 'click-to-call',
  async tell(scene) {
    const me = await scene.person();
    await me.listen();
    scene.tell('Somebody signs in and opens the live socket.');
    await digitsAndHangUp(scene, me);
    await farEndHangsUp(scene, me);
    await busy(scene, me);
    await tabClosed(scene, me);
    const { body } = await me.get('/calls');
    const states = (body as { calls: { state: CallState }[] }).calls.map(({ state }) => state);
    scene.check('GET /calls', states, ['ended', 'failed', 'ended', 'ended']);
    scene.tell(`GET /calls lists them: ${states.join(', ')}.`);
  },
};

async function digitsAndHangUp(scene: Scene, me: Member): Promise<void> {
  const { call, browser } = await dial(scene, me, '(425) 555-0188');
  await is(scene, me, call.id, 'talking');
  await browser.hears('who is calling');
  browser.say('It is me');
  await scene.phone(ANSWERS).hears('It is me');
  scene.tell('It is answered, and both hear each other.');
  const digits = ['1', '22', '#3', '*'];
  const results = await Promise.all(
    digits.map((each, index) => me.post(`/calls/${call.id}/digits`, { digits: each, seq: index + 1 })),
  );
  scene.check(
    'POST /calls/{id}/digits',
    results.map(({ status }) => status),
    [202, 202, 202, 202],
  );
  const keyed = () =>
    scene
      .phone(ANSWERS)
      .heardAll.filter(({ sound }) => sound === 'digits')
      .map(({ text }) => text)
      .join('');
  await scene.until('the digits arrive in their order', () => keyed() === digits.join(''));
  scene.tell(`Four requests with digits at once: the other side hears ${keyed()}.`);
  const hungUp = await me.post(`/calls/${call.id}/hangup`);
  scene.check('POST /calls/{id}/hangup', hungUp.status, 202);
  await is(scene, me, call.id, 'ended');
  await scene.nothingIsLeft();
  scene.tell('POST /calls/{id}/hangup ends it, and nothing is left.');
}

async function farEndHangsUp(scene: Scene, me: Member): Promise<void> {
  const { call } = await dial(scene, me, ANSWERS);
  await is(scene, me, call.id, 'talking');
  scene.phone(ANSWERS).hangUp();
  await is(scene, me, call.id, 'ended');
  await scene.nothingIsLeft();
  scene.tell('The other side hangs up, and nothing is left.');
}

async function busy(scene: Scene, me: Member): Promise<void> {
  const { call, browser } = await dial(scene, me, BUSY);
  await browser.hears('busy or did not answer');
  await is(scene, me, call.id, 'failed');
  await scene.nothingIsLeft();
  const reason = callsTold(me).findLast(({ id }) => id === call.id)?.reason;
  scene.tell(`Busy: it is said in the meeting, and the live socket tells why: ${reason}`);
}

async function tabClosed(scene: Scene, me: Member): Promise<void> {
  const { call, browser } = await dial(scene, me, ANSWERS);
  await is(scene, me, call.id, 'talking');
  browser.drop();
  await is(scene, me, call.id, 'ended');
  await scene.nothingIsLeft();
  scene.tell('The tab is closed without a word: the telephone is hung up, and nothing is left.');
}

async function dial(scene: Scene, me: Member, to: string): Promise<CreateCallResponse & { browser: Browser }> {
  const result = await me.post('/calls', { to }, { 'idempotency-key': randomUUID() });
  scene.check('POST /calls', result.status, 201);
  const response = createCallResponse.parse(result.body);
  const browser = scene.browser(response.attendee.JoinToken);
  scene.tell(`POST /calls ${to}: call ${response.call.id}, joined by browser.`);
  return { ...response, browser };
}

/** As the live socket tells. */
async function is(scene: Scene, me: Member, id: string, state: CallState): Promise<void> {
  const told = () => callsTold(me).some((call) => call.id === id && call.state === state);
  await scene.until(`the live socket tells "${state}"`, told);
}

function callsTold({ messages }: Member): Call[] {
  return messages.flatMap((message) => (message.type === 'call' ? [message.call] : []));
}
