import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contract, type TokenSpec } from './vectors.ts';

/** A user pool as far as tokens go: it signs what the contract describes, and has its key over HTTP. */
export async function startTokenMaker() {
  const [pool, forger] = [createKey(), createKey()];
  const jwk = { ...pool.publicKey.export({ format: 'jwk' }), kid: 'first', alg: 'RS256', use: 'sig' };
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/pool/.well-known/jwks.json' ? 200 : 404;
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pool`;

  function signature(key: TokenSpec['key'], message: string): Buffer {
    switch (key) {
      case 'none':
        return Buffer.from([0]);
      case 'secret':
        return createHmac('sha256', JSON.stringify(jwk)).update(message).digest();
      case 'pool':
      case 'unknown':
        return sign('RSA-SHA256', Buffer.from(message), pool.privateKey);
      case 'forged':
        return sign('RSA-SHA256', Buffer.from(message), forger.privateKey);
    }
  }

  return {
    issuer,
    token({ claims = {}, without = [], jwt = {}, key, padded, changed }: TokenSpec): string {
      const encode = (value: Buffer) => {
        const text = value.toString('base64url');
        return padded ? text.padEnd(Math.ceil(text.length / 4) * 4, '=') : text;
      };
      const part = (value: object) => encode(Buffer.from(JSON.stringify(value)));
      const all = { ...contract.claims, iss: issuer, aud: contract.clientId, ...(named(claims) as object) };
      const kept = Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
      const header = { alg: 'RS256', typ: 'JWT', kid: key === 'unknown' ? 'unknown' : 'first', ...jwt };
      const present = Object.fromEntries(Object.entries(header).filter(([, value]) => value !== null));
      const message = `${part(present)}.${part(kept)}`;
      const signed = encode(signature(key, message));
      return changed ? `${part(present)}.${part({ ...kept, sub: 'somebody-else' })}.${signed}` : `${message}.${signed}`;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const createKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** `$client` stands for the client's id. */
function named(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('$client', contract.clientId));
}
