import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createPreSignUp } from './create-pre-sign-up.ts';

const lines: string[] = [];
beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  jest.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
});
afterEach(() => {
  lines.length = 0;
  jest.restoreAllMocks();
});

const sources = ['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser', 'PreSignUp_ExternalProvider'];
const recorded = readFileSync(join(import.meta.dirname, '../../events/preSignUp/sign-up.json'), 'utf8');
const eventOf = (change: object = {}, attributes: object = { email: 'Someone@Example.com' }) => ({
  ...(JSON.parse(recorded) as object),
  request: { userAttributes: attributes },
  ...change,
});
const signUp = (event: unknown, domain = 'example.com') =>
  createPreSignUp({ LOG_LEVEL: 'INFO', ALLOWED_DOMAIN: domain })(event, { awsRequestId: 'r-1' });
const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe.each(sources)('%s', (triggerSource) => {
  test('at our domain is allowed, and confirms nothing by itself', async () => {
    const event = eventOf({ triggerSource, response: { autoConfirmUser: true, autoVerifyEmail: true } });
    expect(await signUp(event)).toEqual({
      ...event,
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    });
    expect(logged()).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'sign-up',
        requestId: 'r-1',
        source: triggerSource,
        outcome: 'allowed',
      }),
    ]);
    expect(lines.join('')).not.toMatch(/someone/i);
  });

  test.each(['someone@example.org', 'someone@evil.example.com', 'someone@example.com.evil.org'])(
    'at another domain is refused: %s',
    async (email) => {
      await expect(signUp(eventOf({ triggerSource }, { email }))).rejects.toMatchObject({
        name: 'SignUpRefused',
        message: 'Please sign up with your e-mail address at example.com',
      });
      expect(logged()).toEqual([expect.objectContaining({ level: 'INFO', outcome: 'refused' })]);
      expect(lines.join('')).not.toMatch(/someone|evil/i);
    },
  );

  test('without an address is refused', async () => {
    await expect(signUp(eventOf({ triggerSource }, {}))).rejects.toThrow('at example.com');
  });
});

test('without a domain every address is allowed, and what is none is refused', async () => {
  expect(await signUp(eventOf({}, { email: 'someone@other.example' }), '')).toMatchObject({ response: {} });
  await expect(signUp(eventOf({}, { email: 'someone' }), '')).rejects.toThrow(
    'Please sign up with your e-mail address',
  );
});

test.each([
  ['of another trigger', eventOf({ triggerSource: 'PostConfirmation_ConfirmSignUp' })],
  ['without a person', eventOf({ request: {} })],
  ['that is none', null],
])('an event %s is an error, of which nothing is logged but its kind', async (_what, event) => {
  await expect(signUp(event)).rejects.toMatchObject({ name: '$ZodError' });
  expect(logged()).toEqual([expect.objectContaining({ level: 'ERROR', message: 'failed', reason: '$ZodError' })]);
  expect(lines.join('')).not.toMatch(/someone/i);
});

test('does not start without its settings', () => {
  expect(() => createPreSignUp({ LOG_LEVEL: 'INFO' })).toThrow('ALLOWED_DOMAIN is missing');
});
