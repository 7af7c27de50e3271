import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readStage } from '@patchbay/config';
import { RealClock } from '@patchbay/emulator';
import { createTokenVerifier } from '@patchbay/lambda';
import { createSettings } from '@patchbay/repositories';
import { join } from 'node:path';
import { signIn, signUp } from '../src/cognito/sign-up.ts';
import { startLocal, type Local } from '../src/environment/start-local.ts';
import { openSignIn, type SignIn } from '../src/front/sign-in.ts';
import { ROOT, STAGE } from '../src/front/start-patchbay.ts';
import { credentials } from './support/stamp.ts';

// It starts a service, as slowly as the machine is busy.
jest.setTimeout(180_000);

const stage = readStage(STAGE);
const PASSWORD = 'Correct-horse-1';
const lines: string[] = [];
let local: Local;
let place: SignIn;

/** The pool and the function of infra, as they are deployed. */
beforeAll(async () => {
  local = await startLocal({
    clock: new RealClock(),
    services: [join(ROOT, 'services/infra')],
    stage: STAGE,
    onLine: (_service, line) => lines.push(line),
  });
  place = (await openSignIn(stage, local.aws))!;
});
afterAll(() => local.stop());

/** As a function makes it: who signs people in is in the settings table. */
function verifier() {
  const { DYNAMODB: endpoint } = local.aws.endpoints;
  const settings = createSettings({
    table: stage.names.tables.settings,
    client: { endpoint, region: stage.region, credentials },
  });
  return createTokenVerifier({
    settings: async () => (await settings.signIn())!,
    allowedDomain: stage.environment.ALLOWED_DOMAIN,
  });
}

describe('the user pool of infra', () => {
  test('lets somebody of our domain in, whom functions then know', async () => {
    const token = await signUp(place, { email: 'Chief@Example.com', password: PASSWORD, groups: ['operators'] });
    expect(await verifier()(`Bearer ${token}`)).toEqual({
      ok: true,
      user: { id: expect.any(String), email: 'chief@example.com', groups: ['operators'] },
    });
  });

  test('has somebody who can sign in at once, and an operator', async () => {
    const verify = verifier();
    const whoIs = async (person: 'someone' | 'operator') => verify(`Bearer ${await signIn(place, place[person])}`);
    expect(await whoIs('someone')).toMatchObject({ ok: true, user: { email: 'someone@example.com', groups: [] } });
    const operator = { email: 'operator@example.com', groups: ['operators'] };
    expect(await whoIs('operator')).toMatchObject({ ok: true, user: operator });
  });

  test.each(['someone@example.org', 'someone@evil.example.com', 'someone@example.com.evil.org'])(
    'keeps %s out, and says why',
    async (email) => {
      await expect(signUp(place, { email, password: PASSWORD })).rejects.toMatchObject({
        name: 'UserLambdaValidationException',
        message: 'PreSignUp failed with error Please sign up with your e-mail address at example.com.',
      });
    },
  );

  test('logs nobody', () => {
    const logged = lines.filter((line) => line.includes('"message":"sign-up"')).join('\n');
    expect(logged).toMatch(/"outcome":"allowed"[^]*"outcome":"refused"/);
    expect(logged).not.toMatch(/@|someone|operator|chief/i);
  });
});
