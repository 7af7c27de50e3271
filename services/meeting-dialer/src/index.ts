/** Meetings that people are invited to, without the HTTP, the queue and the events. The functions that are deployed are the `…-handler.ts` files. */
export { addParticipants } from './add-participants.ts';
export { callAgain, type CallAgainDeps } from './call-again.ts';
export { createMeeting, type CreateMeetingDeps } from './create-meeting.ts';
export { endMeeting, type EndMeetingDeps } from './end-meeting.ts';
export {
  createInvitations,
  type InvitationMessage,
  type Invitations,
  type InvitationsOptions,
  parseInvitationMessage,
} from './invitations.ts';
export { credentials, type CredentialsOptions } from './invite/credentials.ts';
export { invite, type InviteDeps, type Invited } from './invite/invite.ts';
export { type BatchDeps, type BatchResponse, inviteBatch } from './invite/invite-batch.ts';
export { joinAsGuest, type JoinAsGuestDeps } from './join-as-guest.ts';
export { joinMeeting, type JoinMeetingDeps } from './join-meeting.ts';
export { listParticipants, type ListParticipantsDeps } from './list-participants.ts';
export { dialString, invitationMail, type InvitationMail, type MailText } from './mail/invitation-mail.ts';
export { createMailer, type Mail, type Mailer, type MailerOptions, type MailResult } from './mail/mailer.ts';
export { numbersOf } from './numbers.ts';
export { presence, type PresenceDeps } from './presence.ts';
export { resendMail, type ResendMailDeps } from './resend-mail.ts';
export { uploaded, type UploadedDeps, type UploadResult } from './uploaded.ts';
export { createUploads, type Uploads, type UploadsOptions } from './uploads.ts';
