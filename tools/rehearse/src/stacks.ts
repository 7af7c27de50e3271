import { setTimeout } from 'node:timers/promises';
import { RehearsalError } from './errors.ts';

const LOOK_MS = 200;
const REST_MS = 300_000;
const STATUS = /<StackStatus>([A-Z_]+)</;

/**
 * Waits until CloudFormation has nothing left to do with a stack, and gives its status. Serverless ends at the first
 * failure that it sees, while CloudFormation goes on rolling back. @throws {RehearsalError} there is none, or no end of it
 */
export async function stackAtRest(endpoint: string, name: string, signal: AbortSignal): Promise<string> {
  for (let waited = 0; waited < REST_MS; waited += LOOK_MS) {
    const response = await fetch(`${endpoint}/?Action=DescribeStacks&StackName=${name}&Version=2010-05-15`, { signal });
    const [, status] = STATUS.exec(await response.text()) ?? [];
    if (status === undefined) throw new RehearsalError(`There is no stack ${name}.`);
    if (!status.endsWith('_IN_PROGRESS')) return status;
    await setTimeout(LOOK_MS, undefined, { signal });
  }
  throw new RehearsalError(`CloudFormation is still busy with ${name}.`);
}
