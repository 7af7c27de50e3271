import { createHash } from 'node:crypto';
import type { Clock, Timer } from '@patchbay/emulator';
import * as z from 'zod';
import type { Fauxqs } from '../aws/fauxqs.ts';

export interface DelaysOptions {
  clock: Clock;
  ids: { uuid: () => string };
}

/** One operation of the queues; what it answers is JSON. */
export type SqsCall = (operation: string, input: object) => Promise<{ statusCode: number; payload: string }>;

const Entry = z.looseObject({
  Id: z.string().optional(),
  MessageBody: z.string().min(1),
  DelaySeconds: z.number().int().min(0).max(900).optional(),
  /** Of FIFO queues, whose messages have no delay of their own. */
  MessageGroupId: z.undefined().optional(),
});
const Message = Entry.extend({ QueueUrl: z.string() });
const Batch = z.object({ QueueUrl: z.string(), Entries: z.array(Entry) });
const Queue = z.object({ Attributes: z.object({ DelaySeconds: z.coerce.number() }) });
type Entry = z.infer<typeof Entry>;

/**
 * Has messages wait for their delay on the clock: fauxqs, which knows real time only, gets them when it is over. Until then
 * nobody counts or purges them, and they get another id. Returns the function that forgets all that wait.
 */
export function delayByClock(app: Fauxqs, call: SqsCall, { clock, ids }: DelaysOptions): () => void {
  const waiting = new Set<Timer>();

  function hold(QueueUrl: string, entry: Entry, seconds: number): object {
    const timer = clock.after(seconds * 1_000, () => {
      waiting.delete(timer);
      const release = clock.hold();
      void call('SendMessage', { ...entry, QueueUrl, DelaySeconds: 0 }).finally(release);
    });
    waiting.add(timer);
    return { MessageId: ids.uuid(), MD5OfMessageBody: createHash('md5').update(entry.MessageBody).digest('hex') };
  }

  /** Of messages that do not say; undefined for a queue that there is not. */
  async function defaultDelay(QueueUrl: string): Promise<number | undefined> {
    const { statusCode, payload } = await call('GetQueueAttributes', { QueueUrl, AttributeNames: ['DelaySeconds'] });
    return statusCode === 200 ? Queue.parse(JSON.parse(payload)).Attributes.DelaySeconds : undefined;
  }

  /** Undefined for whatever fauxqs is to answer itself. */
  async function answer(body: unknown): Promise<object | undefined> {
    const message = Message.safeParse(body);
    const batch = Batch.safeParse(body);
    const QueueUrl = message.data?.QueueUrl ?? batch.data?.QueueUrl;
    const seconds = QueueUrl === undefined ? undefined : await defaultDelay(QueueUrl);
    if (QueueUrl === undefined || seconds === undefined) return undefined;
    const delayOf = ({ DelaySeconds = seconds }: Entry): number => DelaySeconds;
    if (message.success) {
      return delayOf(message.data) > 0 ? hold(QueueUrl, message.data, delayOf(message.data)) : undefined;
    }
    const entries = batch.data?.Entries ?? [];
    const later = entries.filter((entry) => delayOf(entry) > 0);
    if (later.length === 0) return undefined;
    const Entries = entries.filter((entry) => delayOf(entry) === 0);
    const { payload } =
      Entries.length > 0 ? await call('SendMessageBatch', { QueueUrl, Entries }) : { payload: '{"Successful":[]}' };
    const sent = JSON.parse(payload) as { Successful?: object[] };
    const held = later.map((entry) => ({ Id: entry.Id, ...hold(QueueUrl, entry, delayOf(entry)) }));
    return { ...sent, Successful: [...(sent.Successful ?? []), ...held] };
  }

  app.addHook('preHandler', async (request, reply) => {
    if (!/^AmazonSQS\.SendMessage(Batch)?$/.test(String(request.headers['x-amz-target']))) return undefined;
    const answered = await answer(request.body);
    return answered && reply.type('application/x-amz-json-1.0').send(answered);
  });
  return () => {
    for (const timer of waiting) timer.cancel();
    waiting.clear();
  };
}
