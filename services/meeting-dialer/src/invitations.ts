import type { SQSClientConfig } from '@aws-sdk/client-sqs';
import type { MeetingKey } from '@patchbay/repositories';
import * as z from 'zod/mini';
import type { SqsClient } from './sqs-client.ts';

/** That there are invitations to be seen to. What they are the table says. */
export interface InvitationMessage extends MeetingKey {
  /** Milliseconds since the epoch. */
  sentAt: number;
}

const schema = z.object({
  eventId: z.string().check(z.regex(/^\d{6}$/)),
  series: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  sentAt: z.number(),
});

/** @throws it is no such message */
export function parseInvitationMessage(body: string): InvitationMessage {
  return z.parse(schema, JSON.parse(body));
}

/** The queue of meetings whose invitations are to be seen to. */
export interface Invitations {
  /**
   * Rejects with what SQS throws.
   * @param delaySeconds 0 to 900
   */
  send(message: InvitationMessage, delaySeconds?: number): Promise<void>;
}

export interface InvitationsOptions {
  /** Name of the queue. */
  queue: string;
  client?: SQSClientConfig;
  /** For one request with all its attempts; 2,000 by default. */
  deadlineMs?: number;
}

export function createInvitations({ queue, client = {}, deadlineMs = 2_000 }: InvitationsOptions): Invitations {
  let opened: Promise<{ sqs: SqsClient; url: string }> | undefined;
  const inTime = () => AbortSignal.timeout(deadlineMs);
  const open = async () => {
    const { createSqsClient } = await import('./sqs-client.ts');
    const sqs = createSqsClient(client);
    return { sqs, url: await sqs.urlOf(queue, inTime()) };
  };
  return {
    async send({ eventId, series, sentAt }, delaySeconds = 0) {
      opened ??= open().catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      const { sqs, url } = await opened;
      await sqs.send(
        { QueueUrl: url, MessageBody: JSON.stringify({ eventId, series, sentAt }), DelaySeconds: delaySeconds },
        inTime(),
      );
    },
  };
}
