/** Somebody who has signed in. */
export interface User {
  /** The pool's own name for the person, which never changes. */
  id: string;
  /** In lower case. */
  email: string;
  groups: readonly string[];
}

/** What is wrong with a token. */
export type TokenProblem =
  | 'missing'
  /** Not `Bearer` and a JSON Web Token. */
  | 'malformed'
  | 'expired'
  /** Forged, of another pool or client, or not an ID token. */
  | 'not-ours'
  /** The e-mail address has not been confirmed. */
  | 'unverified'
  | 'wrong-domain';

export type Verified = { ok: true; user: User } | { ok: false; reason: TokenProblem };

/** Judges the value of an Authorization header. Rejects if the pool's keys can't be had. */
export type VerifyToken = (authorization: string | undefined) => Promise<Verified>;
