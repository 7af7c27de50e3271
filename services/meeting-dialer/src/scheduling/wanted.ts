/** Somebody who is to be invited, as the file or the form says; nothing of it has been judged. */
export interface Wanted {
  name: string;
  email?: string;
  /** As people write it. */
  phoneNumber?: string;
  /** Whether it is to be called. */
  call: boolean;
}
