import type { Conference } from '@patchbay/contracts';
import type { NewConference } from '@patchbay/repositories';

/** A conference as operators see it. */
export function asConference({ id, name, pin, waitingRoom, openedAt, closesAt }: NewConference): Conference {
  return { id, name, pin, waitingRoom, openedAt, closesAt };
}
