import { randomUUID } from 'node:crypto';
import type { Clock } from '@patchbay/emulator';
import { LOCAL_ACCOUNT_ID, type Account } from '../aws/account.ts';
import { startCognito, type LocalCognito } from '../cognito/start-cognito.ts';
import { type LocalConnections, startConnections } from '../connections/start-connections.ts';
import { startDynamoDb, type LocalDynamoDb } from '../dynamodb/start-dynamodb.ts';
import { startEvents, type LocalEvents } from '../events/start-events.ts';
import type { Listening } from '../http/listen.ts';
import { startLambda, type LocalLambda } from '../lambda/start-lambda.ts';
import { type LocalMail, startMail } from '../mail/start-mail.ts';
import { startQueues, type LocalQueues } from '../queues/start-queues.ts';
import { startS3, type LocalS3 } from '../s3/start-s3.ts';
import { Schedules } from '../schedules/schedules.ts';
import { type LocalSecrets, startSecrets } from '../secrets/start-secrets.ts';
import { startTranscribe } from '../transcribe/start-transcribe.ts';
import type { TranscriberOptions } from '../transcribe/transcriber.ts';

export interface AwsOptions {
  clock: Clock;
  /** Ids of events, messages and e-mails, and what secrets are made of; random when missing. */
  ids?: { uuid: () => string };
  /** Account 000000000000 in us-east-1 when missing. */
  account?: Account;
  /** Free ports when missing. */
  ports?: Readonly<Partial<Record<AwsService, number>>>;
  /** Waits before Lambda tries an asynchronous event again, milliseconds. */
  retryDelaysMs?: readonly number[];
  transcribe?: Pick<TranscriberOptions, 'jobMs' | 'defaultText'>;
}

/** Services with an endpoint, named as in the SDK's `AWS_ENDPOINT_URL_` variables. */
export type AwsService =
  | 'APIGATEWAYMANAGEMENTAPI'
  | 'COGNITO_IDENTITY_PROVIDER'
  | 'DYNAMODB'
  | 'EVENTBRIDGE'
  | 'LAMBDA'
  | 'S3'
  | 'SECRETS_MANAGER'
  | 'SESV2'
  | 'SQS'
  | 'TRANSCRIBE';

/** The AWS services that a service of ours uses, on this machine. */
export interface LocalAws {
  account: Account;
  endpoints: Readonly<Record<AwsService, string>>;
  cognito: LocalCognito;
  connections: LocalConnections;
  dynamodb: LocalDynamoDb;
  events: LocalEvents;
  lambda: LocalLambda;
  mail: LocalMail;
  queues: LocalQueues;
  s3: LocalS3;
  schedules: Schedules;
  secrets: LocalSecrets;
  stop(): Promise<void>;
}

export async function startAws(options: AwsOptions): Promise<LocalAws> {
  const { clock, account = { accountId: LOCAL_ACCOUNT_ID, region: 'us-east-1' }, ids = { uuid: randomUUID } } = options;
  const stamp = { account, clock, ids };
  const started = new AsyncDisposableStack();
  const at = (service: AwsService) => ({ port: options.ports?.[service] ?? 0 });
  const keep = <T extends Pick<Listening, 'stop'>>(part: T) => started.adopt(part, () => part.stop());
  try {
    const dynamodb = keep(await startDynamoDb({ account, ...at('DYNAMODB') }));
    const connections = keep(await startConnections(at('APIGATEWAYMANAGEMENTAPI')));
    const queues = keep(await startQueues({ ...stamp, ...at('SQS') }));
    const secrets = keep(await startSecrets({ ...stamp, ...at('SECRETS_MANAGER') }));
    const mail = keep(await startMail({ ...stamp, ...at('SESV2') }));
    const { retryDelaysMs } = options;
    const lambda = keep(await startLambda({ clock, ...at('LAMBDA'), ...(retryDelaysMs && { retryDelaysMs }) }));
    const cognito = keep(await startCognito({ account, clock, lambda, ...at('COGNITO_IDENTITY_PROVIDER') }));
    const invokeAsync = (name: string, payload: string) => lambda.invokeAsync(name, payload);
    const schedules = new Schedules({ ...stamp, invokeAsync });
    started.defer(() => schedules.stop());
    const events = keep(await startEvents({ ...stamp, invokeAsync, ...at('EVENTBRIDGE') }));
    const s3 = keep(
      await startS3({ account, onObjectCreated: (event) => void events.bus.publish(event), ...at('S3') }),
    );
    const transcribe = keep(
      await startTranscribe({
        ...stamp,
        ...options.transcribe,
        storage: s3.storage,
        publish: (event) => void events.bus.publish(event),
        ...at('TRANSCRIBE'),
      }),
    );
    const endpoints = {
      APIGATEWAYMANAGEMENTAPI: connections.endpoint,
      COGNITO_IDENTITY_PROVIDER: cognito.endpoint,
      DYNAMODB: dynamodb.endpoint,
      EVENTBRIDGE: events.endpoint,
      LAMBDA: lambda.endpoint,
      S3: s3.endpoint,
      SECRETS_MANAGER: secrets.endpoint,
      SESV2: mail.endpoint,
      SQS: queues.endpoint,
      TRANSCRIBE: transcribe.endpoint,
    };
    const all = started.move();
    const parts = { cognito, connections, dynamodb, events, lambda, mail, queues, s3, schedules, secrets };
    return { account, endpoints, ...parts, stop: () => all.disposeAsync() };
  } finally {
    await started.disposeAsync();
  }
}
