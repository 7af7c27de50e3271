import * as z from 'zod/mini';
import { emailDomainAllowed } from './email-domain.ts';
import { readGroups } from './groups.ts';
import type { CheckSignature } from './keys.ts';
import type { TokenProblem, Verified, VerifyToken } from './user.ts';

/** Who signs people in. */
export interface TokenSettings {
  /** URL of the user pool, without a slash at the end. */
  issuer: string;
  /** Of the pool's client. */
  clientId: string;
}

export interface TokenVerifierOptions {
  /** Asked once, when the first token comes; again after it has rejected. */
  settings(): Promise<TokenSettings>;
  /** Of e-mail addresses; '' is any. */
  allowedDomain: string;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** For fetching the pool's keys, milliseconds; 2,000 by default. */
  deadlineMs?: number;
}

const BEARER = /^Bearer +(\S+) *$/i;
const DEADLINE_MS = 2_000;

const claimsSchema = z.object({
  sub: z.string().check(z.minLength(1)),
  exp: z.number(),
  nbf: z.optional(z.number()),
});

const idSchema = z.object({
  token_use: z.literal('id'),
  email: z.optional(z.string()),
  email_verified: z.optional(z.unknown()),
  'cognito:groups': z.optional(z.unknown()),
});

/**
 * Judges ID tokens of the user pool: who signed them, for which client, until when, and whether the person has a
 * confirmed e-mail address at the allowed domain. Rejects if settings or keys can't be had.
 */
export function createTokenVerifier(options: TokenVerifierOptions): VerifyToken {
  const { allowedDomain, now = () => Date.now() } = options;
  const load = once(() => loadCheck(options));

  return async (authorization) => {
    if (authorization === undefined || authorization === '') return refused('missing');
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) return refused('malformed');
    const checked = await (await load())(token);
    if (typeof checked === 'string') return refused(checked);
    return judge(checked, allowedDomain, now() / 1000);
  };
}

async function loadCheck({ settings, deadlineMs = DEADLINE_MS }: TokenVerifierOptions): Promise<CheckSignature> {
  const [known, { createSignatureCheck }] = await Promise.all([settings(), import('./keys.ts')]);
  return createSignatureCheck(known, deadlineMs);
}

/** Claims that the pool has signed. `seconds` is the time. */
function judge(claims: unknown, allowedDomain: string, seconds: number): Verified {
  const common = claimsSchema.safeParse(claims);
  const id = idSchema.safeParse(claims);
  if (!common.success || !id.success) return refused('not-ours');
  const { sub, exp, nbf = 0 } = common.data;
  // Cognito never says from when; one that is not valid yet is no better than one that no longer is.
  if (exp <= seconds || nbf > seconds) return refused('expired');
  const { email, email_verified: confirmed, 'cognito:groups': groups } = id.data;
  if (email === undefined || (confirmed !== true && confirmed !== 'true')) return refused('unverified');
  if (!emailDomainAllowed(email, allowedDomain)) return refused('wrong-domain');
  return { ok: true, user: { id: sub, email: email.toLowerCase(), groups: readGroups(groups) } };
}

const refused = (reason: TokenProblem): Verified => ({ ok: false, reason });

/** Keeps what succeeded; a failure is tried again by the next call. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
