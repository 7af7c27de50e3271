import type * as z from 'zod/mini';

/** One route of the HTTP API, as it is deployed and as it is described. It wants an ID token, unless it is open. */
export interface ApiRoute {
  method: 'GET' | 'POST';
  /** With `{name}` for parameters. */
  path: string;
  summary: string;
  /** For everybody, without an ID token. */
  isOpen?: true;
  body?: z.ZodMiniType;
  /** What a parameter of the query, or a header, is good for. */
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  answers: Readonly<Record<number, { about: string; schema: z.ZodMiniType }>>;
  /** Problem documents, by status; 401, 403, 500 and 503 are for every route. */
  problems: Readonly<Record<number, string>>;
}

/** Problems of every route that has a body. */
export const BAD_BODY = {
  400: 'The body is not JSON, or not as it must be.',
  413: 'The body is longer than 16 KB.',
  415: 'The body is not sent as application/json.',
};
export const AWS = 'AWS refused it: `step` says what.';
