import { noSuchCall } from './problems.ts';

/** The id in the path. @throws HttpProblem no call can have it */
export function callId({ id = '' }: Readonly<Record<string, string>>): string {
  if (!/^[\w-]{1,64}$/.test(id)) throw noSuchCall();
  return id;
}
