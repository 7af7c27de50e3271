import { createHash } from 'node:crypto';
import type { Answering } from '../click-to-call/wire.ts';

const json = (value: object) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** SES as whoever sends an e-mail sees it. */
export const mailService: Answering = async () => json({ MessageId: '0100018f' });

export const secretsService: Answering = async () => json({ Name: 'passcode-key', SecretString: 'a key of the bench' });

/** SQS as whoever sends a message sees it. @param arrived told of each, with the milliseconds it is to wait */
export function queueService(arrived: (message: string, delayMs: number) => void): Answering {
  return async ({ body }) => {
    const given = JSON.parse(body.toString()) as { QueueName?: string; MessageBody?: string; DelaySeconds?: number };
    if (given.QueueName !== undefined) return json({ QueueUrl: `https://sqs.invalid/111122223333/${given.QueueName}` });
    const { MessageBody = '', DelaySeconds = 0 } = given;
    arrived(MessageBody, DelaySeconds * 1_000);
    return json({ MessageId: 'a-message', MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') });
  };
}
