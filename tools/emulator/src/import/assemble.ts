import { BracketCount } from './bracket-count.ts';
import { MAX_LINE_CHARACTERS } from './lines.ts';
import type { LogEntry, Place } from './log-entry.ts';
import type { Message } from './message.ts';
import { noticeOf, noticeOfValue } from './notice.ts';
import { objectsIn } from './objects-in.ts';
import { takePrefix, type Prefix } from './prefix.ts';

/** An object over more lines than that is something else. */
const MAX_LINES = 50_000;
/** Lambda cuts longer messages into several, anywhere. Far below its limit of 256 KiB, which counts bytes. */
const CHUNK_CHARACTERS = 60_000;

type Part = Place & Prefix;

/** An object that has begun on one line and goes on in the next ones of the same stream. */
interface Open {
  parts: Part[];
  text: string;
  /** Of the last part. */
  length: number;
  count: BracketCount;
  /** Not just a bracket in a sentence. */
  isObject: boolean;
}

/** Puts the lines of a log together to messages: an object that was printed over several lines is one. */
export class Assembler {
  readonly #open = new Map<string, Open>();
  /** Lines with nothing before them go on in the stream of the line above. */
  readonly #streams = new Map<string, string>();

  /** The messages that are known to be whole with this entry. */
  add({ file, line, time, stream, content }: LogEntry): Message[] {
    const place = { file, line, ...(time !== undefined && { time }) };
    if (content.type === 'unreadable') {
      const messages = [...this.#end(keyOf(file, stream ?? this.#streams.get(file)))];
      return [...messages, { ...place, isBlank: false, objects: [], unusable: content.why }];
    }
    if (content.type === 'value') return [messageOfValue(place, stream, content.value)];
    const prefix = takePrefix(content.text);
    const streamOf = stream ?? prefix.stream ?? this.#streamAbove(file, prefix);
    if (streamOf !== undefined) this.#streams.set(file, streamOf);
    return this.#addPart({ ...prefix, ...place, ...(streamOf !== undefined && { stream: streamOf }) });
  }

  /** What has begun and will not go on. */
  finish(): Message[] {
    return [...this.#open.keys()].flatMap((key) => this.#end(key));
  }

  #streamAbove(file: string, { time }: Prefix): string | undefined {
    return time === undefined ? this.#streams.get(file) : undefined;
  }

  #addPart(part: Part): Message[] {
    const key = keyOf(part.file, part.stream);
    const open = this.#open.get(key);
    if (open && goesOn(open, part)) {
      extend(open, part);
      if (open.count.depth > 0) return [];
      const { values, open: rest } = objectsIn(open.text);
      if (rest !== undefined) return open.parts.length < MAX_LINES ? [] : this.#end(key);
      if (values.length === 0) return this.#end(key);
      this.#open.delete(key);
      return [messageOf(open.parts[0] ?? part, values, open.text)];
    }
    return [...this.#end(key), ...this.#begin(key, part)];
  }

  #begin(key: string, part: Part): Message[] {
    const notice = noticeOf(part.rest);
    if (notice) return [{ ...messageOf(part, [], part.rest), notice }];
    const { values, open } = objectsIn(part.rest);
    if (open === undefined) return [messageOf(part, values, part.rest)];
    const count = new BracketCount();
    count.add(part.rest.slice(open));
    const isObject = /^\{\s*(["'`]|[\w$]+:|$)/.test(part.rest.slice(open, open + 200));
    this.#open.set(key, { parts: [part], text: part.rest, length: part.rest.length, count, isObject });
    return [];
  }

  /** Nothing more comes for what is open: its lines are looked at one by one. */
  #end(key: string): Message[] {
    const open = this.#open.get(key);
    if (!open) return [];
    this.#open.delete(key);
    return open.parts.map((part, index) => {
      const { values } = objectsIn(part.rest);
      const message = messageOf(part, values, part.rest);
      return index === 0 && open.isObject ? { ...message, unusable: 'cut-off' } : message;
    });
  }
}

/** Lines inside an object are indented or close a bracket; one that is not begins something new. */
function goesOn(open: Open, { requestId, level, rest }: Part): boolean {
  const tooMuch = open.parts.length >= MAX_LINES || open.text.length + rest.length > MAX_LINE_CHARACTERS;
  if (requestId !== undefined || level !== undefined || tooMuch) return false;
  return isChunk(open) || /^(\s|[}\]]|$)/.test(rest);
}

function isChunk({ length }: Open): boolean {
  return length >= CHUNK_CHARACTERS;
}

function extend(open: Open, part: Part): void {
  const isCut = isChunk(open);
  if (!isCut) open.count.endLine();
  open.count.add(part.rest);
  open.text += isCut ? part.rest : `\n${part.rest}`;
  open.length = part.rest.length;
  open.parts.push(part);
}

function messageOf({ rest: _rest, ...place }: Part, objects: unknown[], text: string): Message {
  return { ...place, isBlank: text.trim() === '', objects };
}

function messageOfValue(place: Place, stream: string | undefined, value: unknown): Message {
  const notice = typeof value === 'object' && value !== null ? noticeOfValue(value) : undefined;
  return {
    ...place,
    ...(stream !== undefined && { stream }),
    isBlank: false,
    objects: [value],
    ...(notice && { notice }),
  };
}

function keyOf(file: string, stream: string | undefined): string {
  return `${stream ?? ''}\n${file}`;
}
