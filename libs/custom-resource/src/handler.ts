import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@aws-lambda-powertools/logger';
import { reasonOf, ResourceError } from './errors.ts';
import { parseEvent, type CustomResourceEvent } from './event.ts';
import { type Lock, locked } from './lock.ts';
import type { CustomResource, Made } from './resource.ts';
import { MAX_REASON, respond, type Response } from './respond.ts';
import { startWork, type Left, type Work } from './work.ts';

export interface CustomResourceHandlerOptions {
  resources: readonly CustomResource[];
  lock: Lock;
  logger: Logger;
  /** Milliseconds. */
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
}

/** How long one request may take: a function has 15 minutes, and has to answer within them. */
const WORK_MS = 14 * 60_000;

/**
 * The handler of a function that is the `ServiceToken` of custom resources. CloudFormation gets an answer whatever goes
 * wrong; the log gets a line for each request, with none of the properties.
 */
export function customResourceHandler({
  resources,
  lock,
  logger,
  now = () => performance.now(),
  sleep = delay,
}: CustomResourceHandlerOptions): (event: unknown) => Promise<void> {
  const byType = new Map(resources.map((resource) => [resource.type, resource]));
  return async (input) => {
    const started = now();
    const event = parseEvent(input);
    const { RequestType: request, ResourceType: type, LogicalResourceId: logicalId } = event;
    logger.resetKeys();
    logger.appendKeys({ request, type, logicalId, stackId: event.StackId });
    const { work, left } = startWork({ stackId: event.StackId, logicalId, now, sleep, deadline: started + WORK_MS });
    const outcome = await outcomeOf(event, left, () => {
      const resource = byType.get(type);
      if (resource === undefined) throw new ResourceError(`There is no resource type ${type} here`);
      return locked(lock, work, () => handle(resource, event, work, left));
    });
    const durationMs = Math.round(now() - started);
    if (outcome.Status === 'SUCCESS') logger.info('done', { durationMs });
    else logger.error('failed', { reason: outcome.Reason, durationMs });
    const { StackId, RequestId, LogicalResourceId } = event;
    await respond(event.ResponseURL, { ...outcome, StackId, RequestId, LogicalResourceId }, sleep);
  };
}

type Outcome = Pick<Response, 'Status' | 'Reason' | 'PhysicalResourceId' | 'Data'>;

async function outcomeOf(event: CustomResourceEvent, left: Left, act: () => Promise<Made>): Promise<Outcome> {
  try {
    return succeeded(await act());
  } catch (error) {
    return failed(idAfterFailure(event, left), reasonOf(error));
  }
}

const succeeded = ({ id, data }: Made): Outcome => ({
  Status: 'SUCCESS',
  PhysicalResourceId: id,
  ...(data && { Data: data }),
});

const failed = (PhysicalResourceId: string, reason: string): Outcome => ({
  Status: 'FAILED',
  PhysicalResourceId,
  Reason: reason.length <= MAX_REASON ? reason : `${reason.slice(0, MAX_REASON - 1)}…`,
});

/** With it CloudFormation asks for the deletion that follows: of what was made, or of nothing that is known. */
function idAfterFailure(event: CustomResourceEvent, { made, found }: Left): string {
  if (event.RequestType !== 'Create') return event.PhysicalResourceId;
  return made ?? found ?? `not-made-${event.RequestId}`;
}

/** CloudFormation keeps the resource from before an update that fails, so what was made in its place goes. */
async function handle(resource: CustomResource, event: CustomResourceEvent, work: Work, left: Left): Promise<Made> {
  try {
    return await resource.handle(event, work);
  } catch (error) {
    const { made } = left;
    if (event.RequestType !== 'Update' || made === undefined || made === event.PhysicalResourceId) throw error;
    await resource.undo(event, work).catch((problem: unknown) => {
      const leftover = `${made}, which was made for it, could not be removed: ${reasonOf(problem)}`;
      throw new ResourceError(`${reasonOf(error)}. ${leftover}`, { cause: error });
    });
    throw error;
  }
}
