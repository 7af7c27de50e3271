import type { Path } from './walk.ts';

/** Under these keys is a person's own name for himself, such as the ExternalUserId of an attendee. */
const PERSON_KEY = /external_?user_?id/i;
const SECRET_KEY = /token|secret|password|passwd|authorization|api_?key|credential/i;
const JWT = /eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g;
const ACCESS_KEY = /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g;
const RANDOM = /[A-Za-z0-9+/=_-]{40,}/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const SHORTEST = 8;

/** The tokens in a text: all of it under a key such as JoinToken, else what looks like one. */
export function secretsIn(text: string, path: Path): string[] {
  const key = keyOf(path);
  if (text.length >= SHORTEST && (SECRET_KEY.test(key) || PERSON_KEY.test(key))) return [text];
  const random = (text.match(RANDOM) ?? []).filter(
    (found) => /[a-z]/.test(found) && /[A-Z]/.test(found) && /\d/.test(found) && !UUID.test(found),
  );
  return [...(text.match(JWT) ?? []), ...(text.match(ACCESS_KEY) ?? []), ...random];
}

/** Whether it is known for a person by its place alone, however short it is. */
export function isPerson(path: Path): boolean {
  return PERSON_KEY.test(keyOf(path));
}

function keyOf(path: Path): string {
  return String(path.findLast((part) => typeof part === 'string') ?? '');
}
