import { createSign } from 'node:crypto';

/**
 * A token as user pools sign it here, with any claims: for tests of what no pool would sign. Everybody can make one, since
 * the key is published with cognito-local.
 */
export async function signAsPool(claims: object): Promise<string> {
  const { default: key } = await import('cognito-local/lib/keys/cognitoLocal.private.json', { with: { type: 'json' } });
  const header = { alg: 'RS256', typ: 'JWT', kid: key.jwk.kid };
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key.pem, 'base64url')}`;
}
