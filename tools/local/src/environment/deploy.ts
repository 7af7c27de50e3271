import type { Clock } from '@patchbay/emulator';
import { createResolver } from '../cloudformation/resolve.ts';
import { resourcesOf } from '../cloudformation/resources.ts';
import { readTemplate } from '../cloudformation/template.ts';
import { poolsOf } from '../cognito/pools-of.ts';
import { tablesOf } from '../dynamodb/tables.ts';
import { hasWebSocket } from '../functions/description.ts';
import type { ServiceProcess } from '../functions/service-process.ts';
import { triggersOf } from '../functions/triggers.ts';
import { corsOf } from '../http-api/cors.ts';
import { routesOf } from '../http-api/routes.ts';
import type { LocalHttpApi } from '../http-api/start-http-api.ts';
import { startEventSource } from '../queues/event-source.ts';
import { queuesOf } from '../queues/queues-of.ts';
import { secretsOf } from '../secrets/secrets-of.ts';
import type { LocalAws } from './start-aws.ts';

/**
 * What CloudFormation would do with a service: makes its tables, buckets, queues, secrets and user pools, makes its functions known
 * and connects their events. Returns the function that ends its polling of queues; call it before the queues stop.
 */
export async function deploy(
  { description, lambdaEndpoint, websocketEndpoint, lines }: Omit<ServiceProcess, 'stop'>,
  aws: LocalAws,
  httpApi: LocalHttpApi,
  clock: Clock,
): Promise<() => Promise<void>> {
  const { account, lambda } = aws;
  const template = readTemplate(
    `${description.service}-${description.stage}`,
    description.resources,
    description.functions,
  );
  const resolve = createResolver(template, account);
  for (const table of tablesOf(template, account)) await aws.dynamodb.createTable(table);
  for (const { name } of resourcesOf(template, 'AWS::S3::Bucket', [], account)) await aws.s3.createBucket(name);
  for (const queue of queuesOf(template, account)) await aws.queues.createQueue(queue);
  for (const secret of secretsOf(template, account)) aws.secrets.createSecret(secret);
  for (const { name } of resourcesOf(template, 'AWS::SES::EmailIdentity', [], account)) aws.mail.verify(name);
  for (const { name } of resourcesOf(template, 'AWS::SES::ConfigurationSet', [], account)) {
    aws.mail.addConfigurationSet(name);
  }
  for (const pool of poolsOf(template, account)) await aws.cognito.createPool(pool);

  const triggers = description.functions.map((definition) => {
    const { name, maximumRetryAttempts } = definition;
    lambda.register(name, {
      endpoint: lambdaEndpoint,
      lines,
      ...(maximumRetryAttempts !== undefined && { maximumRetryAttempts }),
    });
    for (const route of routesOf(definition)) httpApi.addRoute(route);
    return triggersOf(definition, resolve);
  });
  if (hasWebSocket(description)) aws.connections.addApi(websocketEndpoint.replace(/^ws:/, 'http:'));
  const cors = corsOf(template, resolve);
  if (cors) httpApi.setCors(cors);
  for (const rule of triggers.flatMap(({ rules }) => rules)) aws.events.bus.addRule(rule);
  for (const schedule of triggers.flatMap(({ schedules }) => schedules)) aws.schedules.add(schedule);
  const mappings = triggers.flatMap(({ queues }) => queues);
  const stops = mappings.map((mapping) => startEventSource(mapping, { account, clock, queues: aws.queues, lambda }));
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}
