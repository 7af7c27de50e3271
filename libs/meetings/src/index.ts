/** Meetings that people are invited to: who is let in with what, and what becomes of the Chime meeting behind it. */
export { createDoor } from './create-door.ts';
export { createGuard } from './create-guard.ts';
export { externalMeetingId, externalUserId, type Door, type DoorDeps, type Entered } from './door.ts';
export type { Guard, GuardDeps, Guesser, GuessLimits, Judged } from './guard.ts';
export { participantAt } from './here.ts';
export { lineOf, linesFor } from './line-of.ts';
export { drawLink, isLinkOf, linkDigest, linkText, parseLink, type Link } from './links.ts';
export { participantId } from './participant-id.ts';
export { drawPasscode, passcodeDigest } from './passcodes.ts';
