import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createKey, signToken, startTokenIssuer, type TokenIssuer } from '../../test/token-issuer.ts';
import { createTokenVerifier, type TokenVerifierOptions } from './token-verifier.ts';

const NOW = 1_786_000_000;
const CLIENT = '4mnb2c3d4e5f6g7h8i9j0k1l2m';
const forger = createKey('first');
let pool: TokenIssuer;

beforeAll(async () => {
  pool = await startTokenIssuer();
});
afterAll(() => pool.stop());
beforeEach(() => {
  pool.asked = 0;
  pool.answer = undefined;
  pool.keys = [pool.key];
});

const claims = (change: object = {}): object => ({
  sub: '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11',
  iss: pool.issuer,
  aud: CLIENT,
  token_use: 'id',
  email: 'Someone@Example.com',
  email_verified: true,
  iat: NOW,
  exp: NOW + 3_600,
  ...change,
});
const bearer = (change?: object, { key = pool.key, header = {} } = {}) =>
  `Bearer ${signToken(key, claims(change), header)}`;
const verifier = (options: Partial<TokenVerifierOptions> = {}) =>
  createTokenVerifier({
    settings: async () => ({ issuer: pool.issuer, clientId: CLIENT }),
    allowedDomain: 'example.com',
    now: () => NOW * 1_000,
    ...options,
  });

describe('a token is accepted', () => {
  const user = { id: '5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11', email: 'someone@example.com', groups: [] as string[] };

  test.each<[string, object, string[]]>([
    ['as the pool issues it', {}, []],
    ['with the confirmation as a text', { email_verified: 'true' }, []],
    ['with groups', { 'cognito:groups': ['operators', 'callers'] }, ['operators', 'callers']],
    ['with groups as a text', { 'cognito:groups': '[operators callers]' }, ['operators', 'callers']],
    ['in its last second', { exp: NOW + 1 }, []],
    ['with claims that nobody asked for', { 'custom:colour': 'blue', nonce: 1 }, []],
  ])('%s', async (_what, change, groups) => {
    expect(await verifier()(bearer(change))).toEqual({ ok: true, user: { ...user, groups } });
  });

  test('with the scheme in lower case', async () => {
    expect(await verifier()(bearer().replace('Bearer', 'bearer'))).toEqual({ ok: true, user });
  });

  test('of any domain where none is asked for', async () => {
    const verify = verifier({ allowedDomain: '' });
    expect(await verify(bearer({ email: 'a@other.example' }))).toMatchObject({ ok: true });
  });
});

describe('a token is refused as', () => {
  const refusal = async (authorization: string | undefined) => {
    const verified = await verifier()(authorization);
    return verified.ok ? 'accepted' : verified.reason;
  };

  test.each([[undefined], ['']])('missing: %j', async (authorization) => {
    expect(await refusal(authorization)).toBe('missing');
  });

  test.each([
    'Bearer',
    'Bearer ',
    'Basic c29tZW9uZTpzZWNyZXQ=',
    'Bearer x',
    'Bearer a.b',
    'Bearer a.b.c',
    'Bearer a b',
  ])('malformed: %s', async (authorization) => {
    expect(await refusal(authorization)).toBe('malformed');
  });

  test('malformed: no scheme', async () => {
    expect(await refusal(bearer().slice('Bearer '.length))).toBe('malformed');
  });

  test('malformed: a claim of the wrong kind', async () => {
    expect(await refusal(bearer({ exp: 'tomorrow' }))).toBe('malformed');
  });

  test.each<[string, object]>([
    ['in this second', { exp: NOW }],
    ['long ago', { exp: NOW - 86_400 }],
    ['not valid yet', { nbf: NOW + 60 }],
  ])('expired: %s', async (_what, change) => {
    expect(await refusal(bearer(change))).toBe('expired');
  });

  test.each<[string, object]>([
    ['of another client', { aud: 'another' }],
    ['of another client with ours in its name', { aud: `${CLIENT}x` }],
    ['of no client', { aud: undefined }],
    ['of another pool', { iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other' }],
    ['of no pool', { iss: undefined }],
    ['an access token', { token_use: 'access', client_id: CLIENT, aud: undefined }],
    ['an access token with an audience', { token_use: 'access' }],
    ['a token of no use', { token_use: undefined }],
    ['of nobody', { sub: undefined }],
    ['of nobody by name', { sub: '' }],
    ['valid for ever', { exp: undefined }],
    ['expired and of another client', { exp: NOW - 1, aud: 'another' }],
  ])('not ours: %s', async (_what, change) => {
    expect(await refusal(bearer(change))).toBe('not-ours');
  });

  test('not ours: signed by somebody else under the name of our key', async () => {
    expect(await refusal(bearer({}, { key: forger }))).toBe('not-ours');
  });

  test('not ours: forged and expired', async () => {
    expect(await refusal(bearer({ exp: NOW - 1 }, { key: forger }))).toBe('not-ours');
  });

  test('not ours: signed with a key that the pool does not have', async () => {
    expect(await refusal(bearer({}, { key: createKey('unknown') }))).toBe('not-ours');
  });

  test('not ours: no key', async () => {
    expect(await refusal(bearer({}, { header: { kid: undefined } }))).toBe('not-ours');
  });

  test('not ours: not signed', async () => {
    const [header, payload] = bearer({}, { header: { alg: 'none' } }).split('.');
    expect(await refusal(`${header}.${payload}.AA`)).toBe('not-ours');
  });

  test('not ours: signed with our public key as a secret', async () => {
    const [header, payload] = bearer({}, { header: { alg: 'HS256' } })
      .slice('Bearer '.length)
      .split('.');
    const secret = JSON.stringify(pool.key.jwk);
    const mac = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
    expect(await refusal(`Bearer ${header}.${payload}.${mac}`)).toBe('not-ours');
  });

  test('not ours: changed after it was signed', async () => {
    const [header, , signature] = bearer().split('.');
    const payload = Buffer.from(JSON.stringify(claims({ sub: 'somebody-else' }))).toString('base64url');
    expect(await refusal(`${header}.${payload}.${signature}`)).toBe('not-ours');
  });

  test.each<[string, object]>([
    ['not confirmed', { email_verified: false }],
    ['not confirmed, as a text', { email_verified: 'false' }],
    ['confirmed by a number', { email_verified: 1 }],
    ['of which nothing is said', { email_verified: undefined }],
    ['that is not there', { email: undefined }],
    ['not confirmed, and at another domain', { email_verified: false, email: 'a@evil.org' }],
  ])('unverified: an address %s', async (_what, change) => {
    expect(await refusal(bearer(change))).toBe('unverified');
  });

  test.each(['someone@evil.org', 'someone@evil.example.com', 'someone@example.com.evil.org', 'someone@notexample.com'])(
    'of the wrong domain: %s',
    async (email) => {
      expect(await refusal(bearer({ email }))).toBe('wrong-domain');
    },
  );
});

describe('the keys of the pool', () => {
  test('are fetched once, when the first token comes', async () => {
    const verify = verifier();
    expect(await verify(undefined)).toEqual({ ok: false, reason: 'missing' });
    expect(pool.asked).toBe(0);
    await Promise.all([verify(bearer()), verify(bearer())]);
    await verify(bearer());
    await verify(bearer({}, { key: forger }));
    expect(pool.asked).toBe(1);
  });

  test('are fetched again for a token with a new one', async () => {
    const verify = verifier();
    await verify(bearer());
    const key = createKey('second');
    pool.keys = [pool.key, key];
    expect(await verify(bearer({}, { key }))).toMatchObject({ ok: true });
    expect(pool.asked).toBe(2);
  });

  test('are not fetched for each forged token; those of others are still accepted', async () => {
    const verify = verifier();
    for (const kid of ['x', 'y', 'z']) {
      expect(await verify(bearer({}, { header: { kid } }))).toEqual({ ok: false, reason: 'not-ours' });
    }
    expect(pool.asked).toBe(1);
    expect(await verify(bearer())).toMatchObject({ ok: true });
  });

  test.each<[string, NonNullable<TokenIssuer['answer']>]>([
    ['an error', (response) => response.writeHead(503).end()],
    ['something else', (response) => response.end('<html>')],
    ['no list', (response) => response.end('{"keys":{}}')],
    ['another address', (response) => response.writeHead(302, { location: `${pool.issuer}/elsewhere` }).end()],
    ['nothing', (response) => void response.destroy()],
  ])('that are answered with %s call no token forged, and are had the next time', async (_what, answer) => {
    const verify = verifier();
    pool.answer = answer;
    await expect(verify(bearer())).rejects.toThrow();
    pool.answer = undefined;
    expect(await verify(bearer())).toMatchObject({ ok: true });
  });

  test('are waited for no longer than the deadline', async () => {
    pool.answer = () => undefined;
    await expect(verifier({ deadlineMs: 20 })(bearer())).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

test('settings that could not be read are read again, and then kept', async () => {
  let asked = 0;
  const verify = verifier({
    async settings() {
      asked += 1;
      if (asked === 1) throw new Error('no table');
      return { issuer: pool.issuer, clientId: CLIENT };
    },
  });
  await expect(verify(bearer())).rejects.toThrow('no table');
  expect(await verify(bearer())).toMatchObject({ ok: true });
  await verify(bearer());
  expect(asked).toBe(2);
});
