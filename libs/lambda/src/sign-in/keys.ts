/**
 * The only file that loads the verifier of JSON Web Tokens; it is imported when the first token comes. Says whether a
 * token was signed by the pool for the client; what it says of the person is for others to judge.
 */
import { JwtVerifier } from 'aws-jwt-verify';
import {
  JwtInvalidAudienceError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  WaitPeriodNotYetEndedJwkError,
} from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { TokenSettings } from './token-verifier.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** Rejects when the pool's keys can't be had: then nothing is known of the token. */
export type CheckSignature = (token: string) => Promise<Claims | 'malformed' | 'not-ours'>;

const FOREIGN = [
  JwtInvalidAudienceError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  // A key that the pool did not have a moment ago: it is not asked again for each forged token.
  WaitPeriodNotYetEndedJwkError,
];

/** The keys are fetched once, and again for a token that names another. */
export function createSignatureCheck({ issuer, clientId }: TokenSettings, fetchMs: number): CheckSignature {
  const verifier = JwtVerifier.create(
    // Our own clock decides about time.
    { issuer, audience: clientId, jwksUri: `${issuer}/.well-known/jwks.json`, graceSeconds: Infinity },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: (uri) => download(uri, fetchMs) } }) },
  );
  return async (token) => {
    try {
      return await verifier.verify(token);
    } catch (error) {
      if (error instanceof JwtParseError) return 'malformed';
      if (FOREIGN.some((kind) => error instanceof kind)) return 'not-ours';
      throw error;
    }
  };
}

/** The library's own fetcher speaks HTTPS only. */
async function download(uri: string, limitMs: number): Promise<ArrayBuffer> {
  const response = await fetch(uri, { signal: AbortSignal.timeout(limitMs), redirect: 'error' });
  if (!response.ok) throw new Error(`${uri} answered ${response.status}`);
  return response.arrayBuffer();
}
