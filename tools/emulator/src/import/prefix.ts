import { stripVTControlCharacters } from 'node:util';
import { parseTime } from './time.ts';

/** What stands before a message in the many forms in which a line of a function's log is written. */
export interface Prefix {
  time?: number;
  stream?: string;
  requestId?: string;
  level?: string;
  /** The message itself. */
  rest: string;
}

const TIME =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:\s?(?:Z|[+-]\d\d:?\d\d))?(?: \((?:Z|[+-]\d\d:\d\d)\))?/y;
const EPOCH = /1\d{12}/y;
const STREAM = /\d{4}\/\d\d\/\d\d\/[^\s[]{0,200}\[[^\s\]]{1,100}\]\S{1,100}/y;
const GROUP = /\/aws\/[\w/.#-]{1,512}/y;
const REQUEST = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|undefined(?=\t)/iy;
const LEVEL = /\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\]?/y;

const PARTS = { time: TIME, epoch: EPOCH, stream: STREAM, group: GROUP, requestId: REQUEST, level: LEVEL };
/** No form has more. */
const MAX_PARTS = 10;

/**
 * Takes apart `2026-03-02T10:00:00.123Z<tab>request id<tab>INFO<tab>message` and its kin: what Node.js and Python write
 * in Lambda, `aws logs tail`, `sls logs`, exports to S3. Colours are taken off. Only one space or tab goes with each part,
 * since the indentation of a message tells where it belongs.
 */
export function takePrefix(line: string): Prefix {
  const text = line.includes('\u001b') ? stripVTControlCharacters(line) : line;
  const found: Partial<Record<keyof typeof PARTS, string>> = {};
  let at = 0;
  for (let count = 0; count < MAX_PARTS; count += 1) {
    const part = partAt(text, at);
    if (!part) break;
    const [name, value] = part;
    // The first time is that of the event, a later one that of the message.
    found[name] ??= value;
    at += value.length;
    if (text[at] === ' ' || text[at] === '\t') at += 1;
  }
  const { time = found.epoch, stream, requestId, level } = found;
  const ms = parseTime(time);
  return {
    ...(ms !== undefined && { time: ms }),
    ...(stream !== undefined && { stream }),
    ...(requestId !== undefined && requestId !== 'undefined' && { requestId: requestId.toLowerCase() }),
    ...(level !== undefined && { level: level.replace(/[[\]]/g, '') }),
    rest: text.slice(at),
  };
}

function partAt(text: string, at: number): [keyof typeof PARTS, string] | undefined {
  for (const [name, pattern] of Object.entries(PARTS)) {
    pattern.lastIndex = at;
    const [value] = pattern.exec(text) ?? [];
    if (value !== undefined && /^(\s|$)/.test(text.slice(at + value.length, at + value.length + 1))) {
      return [name as keyof typeof PARTS, value];
    }
  }
  return undefined;
}
