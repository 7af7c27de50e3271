import * as z from 'zod';
import { isoSeconds, type EventParts } from '../aws/event.ts';
import type { EventBus } from './bus.ts';

const Entry = z.object({
  /** Seconds since the epoch, as the JSON protocol writes a timestamp. */
  Time: z.number().optional(),
  Source: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
});

const Request = z.object({ Entries: z.array(Entry).min(1).max(10) });

type Result = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

/** PutEvents (EventBridge API Reference): a bad entry fails alone, the others are delivered. */
export function putEvents(
  bus: Pick<EventBus, 'publish'>,
  input: unknown,
): { FailedEntryCount: number; Entries: Result[] } {
  const { Entries } = Request.parse(input);
  const results = Entries.map((entry) => putEvent(bus, entry));
  return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
}

function putEvent(bus: Pick<EventBus, 'publish'>, entry: z.infer<typeof Entry>): Result {
  const { Source, DetailType, Detail, Resources, Time, EventBusName } = entry;
  if (!Source) return invalid('Parameter Source is not valid. Reason: Source is a required argument.');
  if (Source.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  if (!DetailType) return invalid('Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  if (!Detail) return invalid('Parameter Detail is not valid. Reason: Detail is a required argument.');
  const detail = parseObject(Detail);
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const parts: EventParts = { source: Source, 'detail-type': DetailType, detail };
  if (Resources) parts.resources = Resources;
  if (Time !== undefined) parts.time = isoSeconds(Time * 1000);
  return { EventId: bus.publish(parts, EventBusName).id };
}

function invalid(ErrorMessage: string): Result {
  return { ErrorCode: 'InvalidArgument', ErrorMessage };
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
