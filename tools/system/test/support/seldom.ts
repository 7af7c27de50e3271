/** What functions ask of AWS when things go as no story tells: requests that come again, what is refused, what is gone. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createVoice } from '@patchbay/chime';
import { actionAccepted, conference, createCallResponse, liveCallList } from '@patchbay/contracts';
import { Member, type Patchbay, Scene, signUp } from '@patchbay/local';
import { createConnections, createPairs, createRequests } from '@patchbay/repositories';
import { applicationId } from './application.ts';
import { clientOf, PATIENCE_MS } from './client.ts';
import { meetingByTelephone, type MeetingOptions } from './meeting.ts';
import { stackOfTelephony } from './telephony.ts';
import { PASSWORD } from './tokens.ts';

/** Answers after 3 s. */
const ANSWERS = '+14255550188';
const CALLER = '+12065550101';
/** Leads to the application, and is in no stage. */
const UNKNOWN_NUMBER = '+12065550199';
const HOUR_MS = 3_600_000;

/** Everything of this file, one after the other. */
export async function allThatIsSeldom(options: MeetingOptions): Promise<void> {
  const scene = new Scene({ patchbay: options.patchbay, tell: () => undefined });
  try {
    await browserCalls(scene, options);
    await conferences(scene);
    await numberWithoutFlow(scene);
    await transferThatIsRefused(scene, options.patchbay);
    await meetingByTelephone(scene, options);
    await pairsThatAreTaken(scene, options.patchbay);
    await stackOfTelephony(scene, options.patchbay);
  } finally {
    scene.close();
  }
}

/** Calls from a browser: asked for again, while they are placed by somebody who is gone, and when Chime refuses. */
async function browserCalls(scene: Scene, { patchbay, refused }: MeetingOptions): Promise<void> {
  const { signIn, local, stage } = patchbay;
  const idToken = await signUp(signIn!, { email: 'seldom@example.com', password: PASSWORD });
  const { sub: owner = '' } = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as {
    sub?: string;
  };
  const me = new Member({ url: local.httpApi.endpoint, socketUrl: '', idToken });
  const dial = (key: string) => me.post('/calls', { to: ANSWERS }, { 'idempotency-key': key });
  const state = async (id: string) => ((await me.get(`/calls/${id}`)).body as { state: string }).state;
  const client = { ...clientOf(patchbay), endpoint: local.aws.endpoints.DYNAMODB };

  const { tables } = stage.names;
  const lost = { connectionId: 'lost', owner, endpoint: 'https://localhost/local' };
  await createConnections({
    table: tables.connections,
    now: Date.now,
    random: randomBytes,
    client,
    deadlineMs: PATIENCE_MS,
  }).add(lost);
  const key = randomUUID();
  const { call } = createCallResponse.parse((await dial(key)).body);
  scene.check('POST /calls again', (await dial(key)).status, 200);
  const early = await me.post(`/calls/${call.id}/digits`, { digits: '1', seq: 1 });
  scene.check('digits before anybody answers', early.status, 409);
  refused.add('DeleteMeeting');
  const hungUp = await me.post(`/calls/${call.id}/hangup`);
  refused.delete('DeleteMeeting');
  scene.check('a hang-up without the meeting', hungUp.status, 202);
  const { engine } = patchbay.emulator;
  await scene.until('the call ends', () => !engine.transactions.has(call.id));
  scene.check('its state', await state(call.id), 'ended');
  scene.check('a hang-up after the end', (await me.post(`/calls/${call.id}/hangup`)).status, 200);

  refused.add('CreateSipMediaApplicationCall');
  const answered = await dial(randomUUID());
  refused.delete('CreateSipMediaApplicationCall');
  scene.check('a call that Chime refuses', answered.status, 502);

  const abandoned = randomUUID();
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const minuteAgo = () => Date.now() - 60_000;
  const requests = createRequests({
    table: tables.requests,
    now: minuteAgo,
    uuid: randomUUID,
    client,
    deadlineMs: PATIENCE_MS,
  });
  await requests.begin(digest(`${owner} ${abandoned}`), digest(ANSWERS));
  const taken = createCallResponse.parse((await dial(abandoned)).body);
  await me.post(`/calls/${taken.call.id}/hangup`);
  await scene.until('no call is left', () => engine.transactions.size === 0);
}

/** A conference with one caller, for the requests that no operator of a story sends. */
async function conferences(scene: Scene): Promise<void> {
  const operator = await scene.operator();
  const { id, pin } = conference.parse((await operator.post('/conferences', { name: 'Seldom' })).body);
  scene.check('GET /conferences', (await operator.get('/conferences')).status, 200);
  const caller = scene.phone(CALLER);
  caller.dial(scene.numberOf('update-call'));
  await caller.hears('five digit PIN');
  caller.press(pin);
  await caller.hears('joined the conference');
  const [call] = liveCallList.parse((await operator.get(`/live-calls?conference=${id}`)).body).calls;
  const muted = await operator.post(`/python/live-calls/${call?.transactionId}/actions`, { action: 'mute' });
  if (muted.status !== 404) {
    actionAccepted.parse(muted.body);
    await caller.hears('You are muted');
  }
  caller.hangUp();
  await scene.until('no call is left', () => scene.patchbay.emulator.engine.transactions.size === 0);
}

/** A number that infra has ordered since the function was deployed: its flow is asked for. */
async function numberWithoutFlow(scene: Scene): Promise<void> {
  const { directory } = scene.patchbay.emulator;
  directory.provision({ rules: [{ name: 'unknown', targets: ['patchbay'], trigger: { number: UNKNOWN_NUMBER } }] });
  const caller = scene.phone(CALLER);
  caller.dial(UNKNOWN_NUMBER);
  await caller.isHungUp();
}

/** A caller who is connected to Connect, and a transfer that nobody there has asked for. */
async function transferThatIsRefused(scene: Scene, patchbay: Patchbay): Promise<void> {
  const { emulator } = patchbay;
  const caller = scene.phone(CALLER);
  caller.dial(scene.numberOf('take-back-and-transfer'));
  await caller.hears('Thank you for calling');
  const voice = createVoice({ client: { ...clientOf(patchbay), endpoint: emulator.url } });
  await voice.updateCall({
    sipMediaApplicationId: applicationId(patchbay),
    transactionId: caller.transactionId ?? '',
    arguments: { action: 'transfer', target: 'nobody' },
  });
  caller.hangUp();
  await scene.until('no call is left', () => emulator.engine.transactions.size === 0);
}

/** All pairs are taken, and one by a call that ended without a word; and there is one of numbers that are gone. */
async function pairsThatAreTaken(scene: Scene, patchbay: Patchbay): Promise<void> {
  const { tables } = patchbay.stage.names;
  const client = { ...clientOf(patchbay), endpoint: patchbay.local.aws.endpoints.DYNAMODB };
  const { numbers: connect, rollingNumbers: sma } = patchbay.stage.connect!;
  const at = (now: () => number, more: string[] = []) =>
    createPairs({
      ...{ table: tables.pairs, now, client, deadlineMs: PATIENCE_MS },
      calls: { recordPair: async () => true, get: async () => undefined },
      numbers: async () => ({ sma, connect: [...connect, ...more] }),
    });
  const [anHourAgo, now] = [at(() => Date.now() - HOUR_MS), at(Date.now)];
  const data = { sip_media_application_id: applicationId(patchbay) };
  await anHourAgo.claim({ transactionId: randomUUID(), data });
  for (let left = sma.length * connect.length - 1; left > 0; left--)
    await now.claim({ transactionId: randomUUID(), data });
  await at(Date.now, ['+14255550189']).reconcile();
  const caller = scene.phone(CALLER);
  caller.dial(scene.numberOf('take-back-and-transfer'));
  await caller.hears('All lines are busy');
  await caller.isHungUp();
  await patchbay.local.aws.lambda.invoke('sma-handler-dev-sweeper', '{}');
}
