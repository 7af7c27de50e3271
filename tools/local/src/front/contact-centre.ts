import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stage } from '@patchbay/config';
import { type ContactCentre, openContactCentre, parseContactFlow, type RunningEmulator } from '@patchbay/emulator';
import { createCalls, createPairs } from '@patchbay/repositories';
import { arn } from '../aws/account.ts';
import type { LocalAws } from '../environment/start-aws.ts';
import { LOCAL_CREDENTIALS } from '../aws/credentials.ts';
import { lambdaFunctions } from './functions.ts';

const FLOW = 'services/connect-integration/contact-flows/take-back-and-transfer.json';

export interface Surroundings {
  /** The repository's folder. */
  root: string;
  stage: Stage;
  aws: AwsOfConnect;
  emulator: RunningEmulator;
}

/** Where the functions and the tables are. */
export interface AwsOfConnect extends Pick<LocalAws, 'account'> {
  endpoints: Pick<LocalAws['endpoints'], 'LAMBDA' | 'DYNAMODB'>;
}

/** Amazon Connect as infra would set it up: its numbers lead to the contact flow that is deployed. */
export async function openConnect({ root, stage, aws, emulator }: Surroundings): Promise<ContactCentre | undefined> {
  const { connect } = stage;
  if (!connect) return undefined;
  const functionArn = (name: string): string =>
    arn(aws.account, 'lambda', `function:connect-integration-${stage.name}-${name}`);
  const { target, targetType } = connect.transfer;
  const flow = parseContactFlow(await readFile(join(root, FLOW), 'utf8'), FLOW, {
    GetCallDataArn: functionArn('getCallData'),
    TransferCallArn: functionArn('transferCall'),
    TransferTargetType: targetType,
    TransferTarget: target,
    TransferVoiceConnectorArn: 'voiceConnectorArn' in connect.transfer ? connect.transfer.voiceConnectorArn : '',
  });
  await fillPairs(stage, aws, { sma: connect.rollingNumbers, connect: connect.numbers });
  const functions = lambdaFunctions(aws.endpoints.LAMBDA);
  return openContactCentre(emulator, { flow, numbers: connect.numbers, functions, ids: { uuid: randomUUID } });
}

/** The table of number pairs follows the numbers. */
async function fillPairs(
  { names }: Stage,
  { account, endpoints }: AwsOfConnect,
  numbers: { sma: readonly string[]; connect: readonly string[] },
): Promise<void> {
  const client = { endpoint: endpoints.DYNAMODB, region: account.region, credentials: LOCAL_CREDENTIALS };
  const now = () => Date.now();
  const calls = createCalls({ table: names.tables.calls, now, client });
  // While everything starts, a request takes as long as the machine is busy.
  const more = { now, client, deadlineMs: 30_000 };
  const pairs = createPairs({ table: names.tables.pairs, calls, numbers: () => Promise.resolve(numbers), ...more });
  await pairs.reconcile();
}
