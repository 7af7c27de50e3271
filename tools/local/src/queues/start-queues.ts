import type { Account } from '../aws/account.ts';
import { createFauxqs, listenFauxqs } from '../aws/fauxqs.ts';
import { LocalError } from '../errors.ts';
import type { Listening } from '../http/listen.ts';
import { delayByClock, type DelaysOptions } from './delays.ts';

export interface QueuesOptions extends DelaysOptions {
  account: Account;
  port?: number;
}

/** A queue to create, attributes as CreateQueue takes them. */
export interface QueueSpec {
  name: string;
  attributes?: Readonly<Record<string, string>>;
}

/** Amazon SQS in memory, JSON protocol. Delays are of the clock, visibility timeouts run on real time. */
export interface LocalQueues extends Listening {
  /** Returns the queue's URL. */
  createQueue(queue: QueueSpec): Promise<string>;
  /** One API operation, as an SDK client would send it. Rejects with the API's error. */
  call(operation: string, input: object): Promise<unknown>;
}

export async function startQueues({ account, port, ...stamp }: QueuesOptions): Promise<LocalQueues> {
  const app = createFauxqs(account);
  // fauxqs gives URLs on sqs.<region>.localhost, a name that not every resolver knows.
  app.addHook('onSend', async (_request, _reply, payload) =>
    typeof payload === 'string'
      ? payload.replace(/http:\/\/sqs\.[\w-]+\.localhost(:\d+)?\//g, `${endpoint}/`)
      : payload,
  );
  const forgetDelayed = delayByClock(app, inject, stamp);
  const endpoint = await listenFauxqs(app, port);

  async function inject(operation: string, input: object): Promise<{ statusCode: number; payload: string }> {
    const { statusCode, payload } = await app.inject({
      method: 'POST',
      url: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${operation}`,
        // The region of a new queue comes from the request's signature.
        authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${account.region}/sqs/aws4_request`,
      },
      payload: JSON.stringify(input),
    });
    return { statusCode, payload };
  }

  async function call(operation: string, input: object): Promise<unknown> {
    const { statusCode, payload } = await inject(operation, input);
    if (statusCode !== 200)
      throw new LocalError('CONFIGURATION', `SQS ${operation} ${JSON.stringify(input)}: ${payload}`);
    return JSON.parse(payload);
  }

  return {
    endpoint,
    call,
    async createQueue({ name, attributes = {} }) {
      const { QueueUrl } = (await call('CreateQueue', { QueueName: name, Attributes: attributes })) as {
        QueueUrl: string;
      };
      return QueueUrl;
    },
    async stop() {
      forgetDelayed();
      await app.close();
    },
  };
}
