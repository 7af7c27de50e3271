import * as z from 'zod';
import type { Resolve } from '../cloudformation/resolve.ts';
import { LocalError } from '../errors.ts';
import type { Rule } from '../events/bus.ts';
import type { EventSourceMapping } from '../queues/event-source.ts';
import type { Schedule } from '../schedules/schedules.ts';
import { nameFromArn } from '../aws/account.ts';
import type { FunctionDescription } from './description.ts';

/** What starts a function, other than a request. */
export interface Triggers {
  rules: Rule[];
  schedules: Schedule[];
  queues: EventSourceMapping[];
}

const disabled = z.union([z.literal('DISABLED'), z.literal(false)]);
const input = z.unknown().optional();
const unsupported = { inputPath: z.undefined().optional(), inputTransformer: z.undefined().optional() };
const rates = z.union([z.string(), z.array(z.string())]);

const ScheduleEvent = z.union([
  rates.transform((rate) => ({ rate, enabled: undefined, input: undefined, timezone: undefined })),
  z.object({ rate: rates, enabled: z.boolean().optional(), input, timezone: z.string().optional(), ...unsupported }),
]);

const EventBridgeEvent = z.object({
  eventBus: z.unknown().optional(),
  pattern: z.unknown().optional(),
  schedule: z.string().optional(),
  enabled: z.boolean().optional(),
  state: z.unknown().optional(),
  input,
  ...unsupported,
});

const SqsEvent = z.union([
  z.string().transform((arn) => ({ arn, enabled: undefined, batchSize: undefined, functionResponseType: undefined })),
  z.object({
    arn: z.unknown(),
    batchSize: z.number().int().min(1).max(10).optional(),
    enabled: z.boolean().optional(),
    functionResponseType: z.literal('ReportBatchItemFailures').optional(),
    maximumBatchingWindow: z.number().optional(),
    filterPatterns: z.undefined().optional(),
  }),
]);

/** Served by the HTTP API, and by serverless-offline. */
const REQUESTS = new Set(['httpApi', 'websocket']);

/** Reads a function's `events` of serverless.yml. Throws `LocalError` for what the local run cannot do. */
export function triggersOf({ name, events }: FunctionDescription, resolve: Resolve): Triggers {
  const triggers: Triggers = { rules: [], schedules: [], queues: [] };
  events.forEach((event, index) => {
    const where = `events[${index}] of function ${name}`;
    for (const [type, body] of Object.entries(event as object) as [string, unknown][]) {
      if (type === 'schedule') addSchedule(triggers, name, read(ScheduleEvent, body, where));
      else if (type === 'eventBridge') addRule(triggers, name, read(EventBridgeEvent, body, where), where, resolve);
      else if (type === 'sqs') addQueue(triggers, name, read(SqsEvent, body, where), where, resolve);
      else if (!REQUESTS.has(type)) throw new LocalError('UNSUPPORTED', `${where}: ${type} does not run locally.`);
    }
  });
  return triggers;
}

function addSchedule(triggers: Triggers, target: string, event: z.infer<typeof ScheduleEvent>): void {
  if (event.enabled === false) return;
  const { timezone, input: own } = event;
  for (const expression of [event.rate].flat()) {
    const more = { ...(timezone !== undefined && { timeZone: timezone }), ...(own !== undefined && { input: own }) };
    triggers.schedules.push({
      name: `${target}-schedule-${triggers.schedules.length + 1}`,
      expression,
      target,
      ...more,
    });
  }
}

function addRule(
  triggers: Triggers,
  target: string,
  event: z.infer<typeof EventBridgeEvent>,
  where: string,
  resolve: Resolve,
): void {
  if (event.enabled === false || disabled.safeParse(event.state).success) return;
  const own = event.input === undefined ? {} : { input: event.input };
  if (event.schedule !== undefined) {
    triggers.schedules.push({
      name: `${target}-rule-${triggers.schedules.length + 1}`,
      expression: event.schedule,
      target,
      ...own,
    });
  }
  if (event.pattern === undefined) return;
  const bus = event.eventBus === undefined ? {} : { eventBus: text(resolve(event.eventBus), `${where}, eventBus`) };
  triggers.rules.push({ name: where, pattern: resolve(event.pattern), target, ...bus, ...own });
}

function addQueue(
  triggers: Triggers,
  functionName: string,
  event: z.infer<typeof SqsEvent>,
  where: string,
  resolve: Resolve,
): void {
  if (event.enabled === false) return;
  const queueName = nameFromArn(text(resolve(event.arn), `${where}, arn`));
  triggers.queues.push({
    queueName,
    functionName,
    ...(event.batchSize !== undefined && { batchSize: event.batchSize }),
    ...(event.functionResponseType && { reportBatchItemFailures: true }),
  });
}

function read<S extends z.ZodType>(schema: S, value: unknown, where: string): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new LocalError('UNSUPPORTED', `${where} does not run locally: ${z.prettifyError(parsed.error)}`);
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  throw new LocalError('CONFIGURATION', `${where}: a text is needed, not ${JSON.stringify(value)}.`);
}
