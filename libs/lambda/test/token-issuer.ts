import { generateKeyPairSync, sign as signBytes, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  /** As in a JWKS. */
  jwk: object;
}

export interface TokenIssuer {
  /** Its keys are at `/.well-known/jwks.json` below it. */
  issuer: string;
  key: SigningKey;
  /** How often the keys were asked for. */
  asked: number;
  /** Instead of its keys. */
  answer?: ((response: ServerResponse) => void) | undefined;
  /** What it serves; its own key at first. */
  keys: SigningKey[];
  stop(): Promise<void>;
}

/** A user pool as far as tokens go: keys over HTTP. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const server = createServer((request, response) => {
    issuer.asked += 1;
    if (issuer.answer) return issuer.answer(response);
    const found = request.url === '/pool/.well-known/jwks.json';
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: issuer.keys.map(({ jwk }) => jwk) }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const key = createKey('first');
  const issuer: TokenIssuer = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}/pool`,
    key,
    keys: [key],
    asked: 0,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return issuer;
}

export function createKey(kid: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } };
}

/** A JSON Web Token. `header` is laid over the usual one. */
export function signToken(key: SigningKey, claims: object, header: object = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...header })}.${part(claims)}`;
  return `${signed}.${signBytes('RSA-SHA256', Buffer.from(signed), key.privateKey).toString('base64url')}`;
}
