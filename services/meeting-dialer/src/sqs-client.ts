/** The only file that loads the SDK of SQS; it is imported with the first message, not at cold start. */
import {
  GetQueueUrlCommand,
  SendMessageCommand,
  SQSClient,
  type SendMessageCommandInput,
  type SQSClientConfig,
} from '@aws-sdk/client-sqs';

export interface SqsClient {
  urlOf(queue: string, abortSignal: AbortSignal): Promise<string>;
  send(input: SendMessageCommandInput, abortSignal: AbortSignal): Promise<unknown>;
}

export function createSqsClient(config: SQSClientConfig): SqsClient {
  // A message that is sent twice does no harm.
  const client = new SQSClient({ maxAttempts: 3, ...config });
  return {
    async urlOf(QueueName, abortSignal) {
      const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }), { abortSignal });
      if (QueueUrl === undefined) throw new Error(`The queue ${QueueName} has no URL`);
      return QueueUrl;
    },
    send: (input, abortSignal) => client.send(new SendMessageCommand(input), { abortSignal }),
  };
}
