import type { Clock } from '@patchbay/emulator';
import { arn, type Account } from '../aws/account.ts';
import type { LocalLambda } from '../lambda/start-lambda.ts';
import { failedMessages } from './batch-response.ts';
import { Received, toRecord, type Message } from './message.ts';
import type { LocalQueues } from './start-queues.ts';

/** A queue whose messages a function handles. */
export interface EventSourceMapping {
  queueName: string;
  functionName: string;
  /** Messages an invocation, 1 to 10; 10 when missing. */
  batchSize?: number;
  /** The function answers with `batchItemFailures`. */
  reportBatchItemFailures?: boolean;
}

export interface EventSourceOptions {
  account: Account;
  clock: Clock;
  queues: Pick<LocalQueues, 'call'>;
  lambda: Pick<LocalLambda, 'invoke'>;
}

/** Seconds that a receive waits for messages; the queue answers at once when one comes, or when it is closed. */
const WAIT_SECONDS = 20;

/**
 * Polls the queue and invokes the function, one batch at a time. What the function does not handle stays in the queue
 * until its visibility timeout, and ends in the dead-letter queue by the queue's own redrive policy. Stop the mapping
 * first, then the queues: the returned promise settles when the receive under way is answered.
 */
export function startEventSource(mapping: EventSourceMapping, options: EventSourceOptions): () => Promise<void> {
  let stopped = false;
  const polling = poll(mapping, options, () => stopped);
  return () => {
    stopped = true;
    return polling;
  };
}

async function poll(
  mapping: EventSourceMapping,
  { account, clock, queues, lambda }: EventSourceOptions,
  stopped: () => boolean,
): Promise<void> {
  const QueueUrl = `/${account.accountId}/${mapping.queueName}`;
  const queueArn = arn(account, 'sqs', mapping.queueName);
  while (!stopped()) {
    const { Messages } = Received.parse(
      await queues.call('ReceiveMessage', {
        QueueUrl,
        MaxNumberOfMessages: mapping.batchSize ?? 10,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0 || stopped()) continue;
    const release = clock.hold();
    try {
      const handled = await handle(mapping, Messages, queueArn, account.region, lambda);
      if (handled.length > 0) await queues.call('DeleteMessageBatch', { QueueUrl, Entries: handled });
    } finally {
      release();
    }
  }
}

async function handle(
  { functionName, reportBatchItemFailures }: EventSourceMapping,
  messages: readonly Message[],
  queueArn: string,
  region: string,
  lambda: Pick<LocalLambda, 'invoke'>,
): Promise<{ Id: string; ReceiptHandle: string }[]> {
  const Records = messages.map((message) => toRecord(message, queueArn, region));
  const result = await lambda.invoke(functionName, JSON.stringify({ Records }));
  if (result.kind !== 'returned') return [];
  const ids = messages.map(({ MessageId }) => MessageId);
  const failed = reportBatchItemFailures ? failedMessages(result.payload, ids) : new Set<string>();
  return messages
    .filter(({ MessageId }) => !failed.has(MessageId))
    .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
}
