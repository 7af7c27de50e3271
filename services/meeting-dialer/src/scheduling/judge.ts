import type { DialDecision } from '@patchbay/dial-policy';
import { emailDomainAllowed } from '@patchbay/lambda';
import { participantId } from '@patchbay/meetings';
import type { ScheduledMeeting } from '@patchbay/repositories';
import type { Wanted } from './wanted.ts';

/** Somebody who can be invited. */
export interface Invitee {
  id: string;
  name: string;
  /** In lower case. */
  email?: string;
  /** E.164. */
  phoneNumber?: string;
  call: boolean;
}

export type JudgedInvitee = { ok: true; invitee: Invitee } | { ok: false; problem: string };

/** The longest name. */
export const MAX_NAME = 100;

/** What would change how other text is read, or where it ends: controls, line separators, marks that turn its direction. */
const UNWRITABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Whether somebody can be invited to a meeting, and as whom. What is wrong is said for whoever wrote it, without repeating it. */
export async function judge(
  { name: typed, email: address, phoneNumber: number, call }: Wanted,
  meeting: Pick<ScheduledMeeting, 'salt'>,
  numberOf: (typed: string) => Promise<DialDecision>,
): Promise<JudgedInvitee> {
  const name = typed.trim();
  if (name.length === 0 || name.length > MAX_NAME) return wrong(`The name must have 1 to ${MAX_NAME} characters.`);
  if (UNWRITABLE.test(name) || !name.isWellFormed()) return wrong('The name must have no control characters.');
  const email = address?.trim().toLowerCase();
  if (email !== undefined && !emailDomainAllowed(email, '')) return wrong('That is no e-mail address.');
  if (call && number === undefined) return wrong('There must be a phone number to call.');
  if (email === undefined && !call) return wrong('There must be an e-mail address, or a phone number to call.');
  const decision = number === undefined ? undefined : await numberOf(number);
  if (decision?.allowed === false) return wrong(decision.message);
  const about = { ...(email !== undefined && { email }), ...(decision && { phoneNumber: decision.number }) };
  return { ok: true, invitee: { id: participantId(about, meeting), name, ...about, call } };
}

const wrong = (problem: string): JudgedInvitee => ({ ok: false, problem });
