import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AwsService } from '../environment/start-aws.ts';
import { LocalError } from '../errors.ts';
import { HOST } from '../http/listen.ts';

export interface Ports {
  emulator: number;
  aws: Readonly<Record<AwsService, number>>;
  httpApi: number;
  /** The first of two for each service, in alphabetical order of the services. */
  services: number;
}

/** Where everything answers unless told otherwise, so that what a shell or an SDK client was told stays right. */
export const FIXED_PORTS: Ports = {
  emulator: 4600,
  aws: {
    APIGATEWAYMANAGEMENTAPI: 4609,
    COGNITO_IDENTITY_PROVIDER: 4607,
    DYNAMODB: 4601,
    EVENTBRIDGE: 4602,
    LAMBDA: 4603,
    S3: 4604,
    SECRETS_MANAGER: 4610,
    SESV2: 4611,
    SQS: 4605,
    TRANSCRIBE: 4606,
  },
  httpApi: 4608,
  services: 4620,
};

/** @throws {LocalError} for ports that somebody else has, with all of them */
export async function requireFree({ emulator, aws, httpApi, services }: Ports, serviceCount: number): Promise<void> {
  const wanted: [port: number, what: string][] = [
    [emulator, 'the emulator'],
    ...Object.entries(aws).map(([service, port]): [number, string] => [port, service]),
    [httpApi, 'the HTTP API'],
    ...Array.from({ length: serviceCount * 2 }, (_, index): [number, string] => [services + index, 'a service']),
  ];
  const taken: string[] = [];
  for (const [port, what] of wanted) if (!(await isFree(port))) taken.push(`${port} (${what})`);
  if (taken.length === 0) return;
  const [subject, verb] = taken.length === 1 ? ['Port', 'is'] : ['Ports', 'are'];
  throw new LocalError(
    'CONFIGURATION',
    `${subject} ${taken.join(', ')} ${verb} taken: stop what uses it, another npm start perhaps, or take free ports: npm start -- --ports free`,
  );
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, HOST);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
