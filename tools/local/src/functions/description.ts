import * as z from 'zod';

const FunctionDescription = z.object({
  /** The key in serverless.yml. */
  key: z.string(),
  /** The full name, such as `sma-handler-dev-main`. */
  name: z.string(),
  maximumRetryAttempts: z.number().optional(),
  /** As written in serverless.yml: `{ sqs: … }`, `{ schedule: … }` and so on. */
  events: z.array(z.unknown()),
});

/** A service as its serverless.yml says, variables resolved. */
export const ServiceDescription = z.object({
  service: z.string(),
  stage: z.string(),
  region: z.string(),
  functions: z.array(FunctionDescription),
  /** Functions that can't run here: their events lead nowhere. */
  leftOut: z.array(FunctionDescription),
  resources: z.unknown(),
});

export type FunctionDescription = z.infer<typeof FunctionDescription>;
export type ServiceDescription = z.infer<typeof ServiceDescription>;

/** Whether a function is for a WebSocket API, which serverless-offline then serves. */
export function hasWebSocket({ functions }: ServiceDescription): boolean {
  const events = functions.flatMap((each) => each.events);
  return events.some((event) => typeof event === 'object' && event !== null && 'websocket' in event);
}

/** What a service's process tells its parent. */
export const ServiceMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('described'), description: ServiceDescription }),
  z.object({ type: z.literal('ready') }),
]);

export type ServiceMessage = z.infer<typeof ServiceMessage>;
