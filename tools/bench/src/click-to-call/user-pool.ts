import { generateKeyPairSync, sign } from 'node:crypto';
import type { Answering } from './wire.ts';

/** A user pool as far as a function sees one: keys over HTTP, and tokens that they have signed. */
export interface UserPool {
  answering: Answering;
  /** The `authorization` header of somebody who has signed in. */
  signedIn(user: string, settings: { issuer: string; clientId: string }): string;
}

export function createUserPool(): UserPool {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const kid = 'bench';
  const body = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    answering: async () => ({ status: 200, headers: { 'content-type': 'application/json' }, body }),
    signedIn(user, { issuer, clientId }) {
      const seconds = Math.floor(Date.now() / 1_000);
      const claims = {
        sub: user,
        iss: issuer,
        aud: clientId,
        token_use: 'id',
        email: `${user}@example.com`,
        email_verified: true,
        iat: seconds,
        exp: seconds + 3_600,
      };
      const signed = `${part({ alg: 'RS256', typ: 'JWT', kid })}.${part(claims)}`;
      return `Bearer ${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
    },
  };
}
