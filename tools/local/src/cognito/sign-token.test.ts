import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { VirtualClock } from '@patchbay/emulator';
import { LOCAL_ACCOUNT_ID } from '../aws/account.ts';
import { signAsPool } from './sign-token.ts';
import { startCognito } from './start-cognito.ts';

test('a token is signed with the key that pools publish', async () => {
  const cognito = await startCognito({
    account: { accountId: LOCAL_ACCOUNT_ID, region: 'us-east-1' },
    clock: new VirtualClock(),
    lambda: { invoke: async () => ({ kind: 'unreachable', message: '' }) },
  });
  try {
    const response = await fetch(`${cognito.endpoint}/us-east-1_any/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: (JsonWebKey & { kid: string })[] };
    const [head = '', claims = '', signature = ''] = (await signAsPool({ sub: 'somebody' })).split('.');
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(head)).toEqual({ alg: 'RS256', typ: 'JWT', kid: keys[0]?.kid });
    expect(read(claims)).toEqual({ sub: 'somebody' });
    const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
    expect(verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
  } finally {
    await cognito.stop();
  }
});
