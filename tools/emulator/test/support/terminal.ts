import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** A keyboard and a screen of 80 columns, for a program that reads the one and writes on the other. */
export class Terminal {
  readonly input = Object.assign(new PassThrough(), {
    isRaw: false,
    setRawMode(raw: boolean): void {
      this.isRaw = raw;
    },
  });
  readonly output = Object.assign(new PassThrough(), { columns: 80 });
  /** Everything that was written, with its control characters. */
  written = '';

  constructor() {
    this.output.setEncoding('utf8').on('data', (text: string) => (this.written += text));
  }

  /** The lines that stay on the screen, without the status line in between. */
  get log(): string[] {
    const lines = this.written.split('\n').map((line) => line.slice(line.lastIndexOf('\r') + 1));
    return lines.slice(0, -1).map(stripVTControlCharacters);
  }

  /** The line below the log. */
  get status(): string {
    return stripVTControlCharacters(this.written.slice(this.written.search(/[^\r\n]*$/)));
  }

  type(text: string): void {
    this.input.write(text);
  }

  /** Resolves when the log or the status line shows this. */
  async shows(pattern: RegExp): Promise<void> {
    const shown = (): boolean => [...this.log, this.status].some((line) => pattern.test(line));
    for (let turn = 0; turn < 1_000 && !shown(); turn++) await new Promise((resolve) => setTimeout(resolve, 1));
    if (!shown())
      throw new Error(`${String(pattern)} did not appear in:\n${JSON.stringify([...this.log, this.status])}`);
  }
}
