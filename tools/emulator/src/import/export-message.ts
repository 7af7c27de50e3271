import type { LogEntry } from './log-entry.ts';
import { parseTime } from './time.ts';

const MESSAGE = ['message', '@message'];
const TIME = ['timestamp', '@timestamp', 'time'];
const STREAM = ['logStreamName', '@logStream', 'logStream'];

/**
 * What an element of an exported list says: `{timestamp, message}` as the API lists log events, `{@timestamp, @message}`
 * or pairs of field and value as Logs Insights does, or whatever a function itself had logged as JSON.
 */
export function messageOfExport(element: unknown): Omit<LogEntry, 'file' | 'line'> {
  const value = Array.isArray(element) ? ofFields(element) : element;
  if (typeof value !== 'object' || value === null || 'level' in value) return { content: { type: 'value', value } };
  const of = (keys: readonly string[]): unknown => {
    const key = keys.find((name) => Object.hasOwn(value, name));
    return key === undefined ? undefined : Reflect.get(value, key);
  };
  const [message, at, stream] = [of(MESSAGE), of(TIME), of(STREAM)];
  const time = parseTime(at);
  return {
    ...(time !== undefined && { time }),
    ...(typeof stream === 'string' && { stream }),
    content:
      typeof message === 'string' && at !== undefined ? { type: 'text', text: message } : { type: 'value', value },
  };
}

/** `[{"field": "@message", "value": "…"}, …]` */
function ofFields(list: readonly unknown[]): unknown {
  const pairs = list.map((item): [unknown, unknown] => {
    return typeof item === 'object' && item !== null
      ? [Reflect.get(item, 'field'), Reflect.get(item, 'value')]
      : [0, 0];
  });
  const areFields = pairs.length > 0 && pairs.every(([field]) => typeof field === 'string');
  return areFields ? Object.fromEntries(pairs as [string, unknown][]) : list;
}
