import type { Asked } from './wire.ts';

/** Operations of the REST APIs by method and path. */
const REST: readonly [method: string, path: RegExp, operation: string][] = [
  ['POST', /^\/sip-media-applications\/[^/]+\/calls$/, 'CreateSipMediaApplicationCall'],
  ['POST', /^\/meetings\?operation=create-attendees$/, 'CreateMeetingWithAttendees'],
  ['POST', /^\/meetings$/, 'CreateMeeting'],
  ['GET', /^\/meetings\/[^/]+$/, 'GetMeeting'],
  ['DELETE', /^\/meetings\/[^/]+$/, 'DeleteMeeting'],
  ['POST', /^\/meetings\/[^/]+\/attendees$/, 'CreateAttendee'],
  ['GET', /^\/meetings\/[^/]+\/attendees\/[^/]+$/, 'GetAttendee'],
  ['DELETE', /^\/meetings\/[^/]+\/attendees\/[^/]+$/, 'DeleteAttendee'],
  ['POST', /^\/v2\/email\/outbound-emails$/, 'SendEmail'],
  ['POST', /^\/@connections\/[^/]+$/, 'PostToConnection'],
  ['GET', /\/\.well-known\/jwks\.json$/, 'keys of the user pool'],
];

/** The name of an operation; for DynamoDB with the table, as in `UpdateItem calls`. */
export function operationOf({
  method,
  path,
  headers,
  body,
}: Pick<Asked, 'method' | 'path' | 'headers' | 'body'>): string {
  const [, target] = String(headers['x-amz-target'] ?? '').split('.');
  if (target !== undefined) {
    const { TableName = '' } = JSON.parse(body.toString()) as { TableName?: string };
    return TableName === '' ? target : `${target} ${TableName.split('-').at(-1)}`;
  }
  const [, , operation] = REST.find(([verb, pattern]) => verb === method && pattern.test(path)) ?? [];
  return operation ?? `${method} ${path}`;
}
