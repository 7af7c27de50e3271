/** What AWS's ids look like. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const PHONE_NUMBER = /^\+[1-9]\d{6,14}$/;
export const VOICE_CONNECTOR = new RegExp(`^[a-z0-9]{21,22}$|${UUID.source}`);

/** AWS says that it gave something an id, and gives none. Never seen; the types allow it. */
export function requireId(id: string | undefined, what: string): string {
  if (id === undefined || id === '') throw new Error(`The answer has no id of the ${what}`);
  return id;
}
