import { actionAccepted, conference, liveCallList, type ActionRequest, type LiveCall } from '@patchbay/contracts';
import type { Phone } from '@patchbay/emulator';
import type { Member } from './member.ts';
import type { Scene } from './scene.ts';
import { StoryError, type Story } from './story.ts';

const ANN = '+12065550101';
const BOB = '+12065550104';

/** Two people join a conference with its PIN, mute each other, and an operator acts on their calls. */
export const updateCall: Story = {
  name: 'update-call',
  async tell(scene) {
    const operator = await scene.operator();
    await operator.listen();
    const opened = await operator.post('/conferences', { name: 'Weekly' });
    scene.check('POST /conferences', opened.status, 201);
    const { id, pin } = conference.parse(opened.body);
    scene.tell(`An operator signs in and opens a conference: PIN ${pin}.`);
    const desk = new Desk(scene, operator, id);

    const ann = await join(scene, ANN, pin);
    const bob = await join(scene, BOB, pin);
    ann.say('Good morning');
    await bob.hears('Good morning');
    scene.tell('Two people call in with it, and hear each other.');
    const calls = await desk.calls();
    scene.check('GET /live-calls', summary(calls), ['***01 joined', '***04 joined']);
    const [annsCall, bobsCall] = calls.map(({ transactionId }) => transactionId);
    if (annsCall === undefined || bobsCall === undefined) throw new StoryError('GET /live-calls lists too few.');
    scene.tell(`GET /live-calls lists them: ${summary(calls).join(', ')}.`);

    await desk.does(annsCall, { action: 'mute' });
    await ann.hears('You are muted');
    scene.check(
      'muted',
      (await desk.calls()).map(({ muted }) => muted),
      [true, false],
    );
    await desk.does(annsCall, { action: 'unmute' });
    scene.tell('One is muted, and not any more.');
    await desk.does(bobsCall, { action: 'play', prompt: 'announcement' });
    await bob.hears('This is an announcement');
    await desk.does(bobsCall, { action: 'speak', text: 'Your taxi is here.' });
    await bob.hears('Your taxi is here');
    scene.tell('The other hears a prompt, and a text.');

    await desk.does(bobsCall, { action: 'hold' });
    await bob.hears('You are on hold');
    scene.check('on hold', summary(await desk.calls()), ['***01 joined', '***04 held']);
    await desk.does(bobsCall, { action: 'resume' });
    await bob.hears('joined the conference');
    scene.tell('He is put on hold, and comes back.');

    ann.press('*5');
    await ann.hears('All others are muted');
    await scene.until('everybody else is muted', () => scene.muted(id).join() === 'false,true');
    ann.press('*6');
    await ann.hears('All others can be heard');
    ann.press('*7');
    await ann.hears('You are muted');
    ann.press('*8');
    await ann.hears('You can be heard');
    scene.tell('Star codes mute and unmute the others, and oneself.');

    await desk.does(annsCall, { action: 'disconnect' });
    await desk.does(bobsCall, { action: 'disconnect' });
    await Promise.all([ann.isHungUp(), bob.isHungUp()]);
    const { emulator } = scene.patchbay;
    await scene.until('no leg is left', () => emulator.engine.transactions.size === 0);
    scene.check('GET /live-calls', await desk.calls(), []);
    const late = await operator.post(`/live-calls/${annsCall}/actions`, { action: 'mute' });
    scene.check('an action after the end', late.status, 409);
    scene.tell('Both are disconnected; an action after that is answered with 409.');
  },
};

async function join(scene: Scene, number: string, pin: string): Promise<Phone> {
  const phone = scene.phone(number);
  phone.dial(scene.numberOf('update-call'));
  await phone.hears('five digit PIN');
  phone.press(pin);
  await phone.hears('joined the conference');
  return phone;
}

const summary = (calls: readonly LiveCall[]): string[] => calls.map(({ number, state }) => `${number} ${state}`);

/** An operator, and the conference that he looks after. */
class Desk {
  readonly #scene: Scene;
  readonly #operator: Member;
  readonly #conferenceId: string;

  constructor(scene: Scene, operator: Member, conferenceId: string) {
    this.#scene = scene;
    this.#operator = operator;
    this.#conferenceId = conferenceId;
  }

  async calls(): Promise<LiveCall[]> {
    const { body } = await this.#operator.get(`/live-calls?conference=${this.#conferenceId}`);
    return liveCallList.parse(body).calls.sort((one, other) => one.number.localeCompare(other.number));
  }

  /** Asks for something, and waits until the live socket tells that it is done. */
  async does(transactionId: string, request: ActionRequest): Promise<void> {
    const { status, body } = await this.#operator.post(`/live-calls/${transactionId}/actions`, request);
    this.#scene.check(`POST /live-calls/{transactionId}/actions ${request.action}`, status, 202);
    const { actionId } = actionAccepted.parse(body);
    const outcome = () =>
      this.#operator.messages.find((message) => message.type === 'action' && message.action.actionId === actionId);
    await this.#scene.until(`${request.action} is applied`, () => outcome() !== undefined);
    const told = outcome();
    this.#scene.check(request.action, told?.type === 'action' && told.action.outcome, 'applied');
  }
}
