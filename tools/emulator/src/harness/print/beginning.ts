import type { WorldStart } from '../history.ts';

/** `POST /calls with {"to":"+12065550142"} (throttled)`. */
export function beginning({ name, arguments: given, createCall }: WorldStart): string {
  const what = given ? `${name} with ${JSON.stringify(given)}` : name;
  return createCall === undefined ? what : `${what} (CreateSipMediaApplicationCall: ${createCall})`;
}
