import type { ParticipantRequest } from '@patchbay/contracts';

/** Somebody who is to be invited, as the file or the form says; nothing of it has been judged. */
export interface Wanted {
  name: string;
  email?: string;
  /** As people write it. */
  phoneNumber?: string;
  /** Whether it is to be called. */
  call: boolean;
}

/** What a request says. */
export function wantedOf({ name, email, phoneNumber, call = false }: ParticipantRequest): Wanted {
  return {
    name,
    ...(email !== undefined && { email }),
    ...(phoneNumber !== undefined && { phoneNumber }),
    call,
  };
}
