import { StringDecoder } from 'node:string_decoder';

/** What is kept of one invocation's output. */
export const LOG_LIMITS = { lines: 1000, lineChars: 4096, chars: 65_536 } as const;

/** Collects the printed lines of an invocation within limits, and counts what it had to drop. */
export class Log {
  #lines: string[] = [];
  #chars = 0;
  #droppedChars = 0;

  add(line: string, cut = 0): void {
    const room = Math.min(LOG_LIMITS.chars - this.#chars, LOG_LIMITS.lineChars);
    if (this.#lines.length >= LOG_LIMITS.lines || room <= 0) {
      this.#droppedChars += line.length + cut;
      return;
    }
    const kept = line.slice(0, room);
    this.#lines.push(kept);
    this.#chars += kept.length;
    this.#droppedChars += line.length - kept.length + cut;
  }

  /** The lines since the last `take`, with a last one that says how much is missing. */
  take(): { logs: string[]; logsTruncated?: true } {
    const truncated = this.#droppedChars > 0;
    const lines = this.#lines;
    if (truncated) lines.push(`… ${this.#droppedChars} more characters were not kept`);
    this.#lines = [];
    this.#chars = 0;
    this.#droppedChars = 0;
    return { logs: lines, ...(truncated && { logsTruncated: true }) };
  }
}

/** Cuts a stream into lines without ever holding more of a line than is kept. */
export class LineReader {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string, cut: number) => void;
  #line = '';
  #cut = 0;

  constructor(onLine: (line: string, cut: number) => void) {
    this.#onLine = onLine;
  }

  write(chunk: Buffer): void {
    const text = this.#decoder.write(chunk);
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.#append(text.slice(start, end));
      this.flush();
      start = end + 1;
    }
    this.#append(text.slice(start));
  }

  /** Ends a line that has no line end. Empty lines are left out. */
  flush(): void {
    const line = this.#line.replace(/\r$/, '');
    if (line !== '') this.#onLine(line, this.#cut);
    this.#line = '';
    this.#cut = 0;
  }

  #append(part: string): void {
    const room = LOG_LIMITS.lineChars - this.#line.length;
    this.#line += part.slice(0, Math.max(0, room));
    this.#cut += Math.max(0, part.length - Math.max(0, room));
  }
}
