import * as z from 'zod/mini';
import { type InvitationMessage, parseInvitationMessage } from '../invitations.ts';
import type { Invited } from './invite.ts';

/** What Lambda hands over of a queue (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
const eventSchema = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

export interface BatchResponse {
  /** Messages that come again. */
  batchItemFailures: { itemIdentifier: string }[];
}

export interface BatchDeps {
  invite(message: InvitationMessage): Promise<Invited>;
  /** Told of each message, for a log. */
  done(message: InvitationMessage, invited: Invited): void;
  failed(error: unknown): void;
}

/** Sees to one message after the other; what fails comes again, and ends among the dead letters. */
export async function inviteBatch(event: unknown, { invite, done, failed }: BatchDeps): Promise<BatchResponse> {
  const batchItemFailures: BatchResponse['batchItemFailures'] = [];
  for (const { messageId, body } of z.parse(eventSchema, event).Records) {
    try {
      const message = parseInvitationMessage(body);
      done(message, await invite(message));
    } catch (error) {
      failed(error);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
