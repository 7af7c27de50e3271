import type { Writable } from 'node:stream';
import { columns, fit } from '../trace/text.ts';
import { visible } from '../trace/visible.ts';

/** A terminal's screen; 80 columns wide unless it says. */
export type TerminalOutput = Writable & { columns?: number };

const START_OF_LINE = '\r\u001b[K';

/** A log that scrolls, and below it one line that shows what goes on and what is being typed. */
export class Screen {
  readonly #output: TerminalOutput;
  #status = '';
  #typed = '';
  readonly #resized = (): void => this.#write('');

  constructor(output: TerminalOutput) {
    this.#output = output;
    output.on('resize', this.#resized);
  }

  /** One less than there are: in the last column terminals begin to differ. */
  get width(): number {
    return Math.max(20, (this.#output.columns ?? 80) - 1);
  }

  /** Lines must be safe and narrow enough. */
  log(lines: readonly string[]): void {
    if (lines.length > 0) this.#write(`${lines.join('\n')}\n`);
  }

  status(text: string): void {
    this.#status = text;
    this.#write('');
  }

  typed(text: string): void {
    this.#typed = text;
    this.#write('');
  }

  /** Leaves the log, and the cursor below it. */
  close(): void {
    this.#output.off('resize', this.#resized);
    this.#output.write(START_OF_LINE);
  }

  #write(text: string): void {
    const status = fit(this.#status, Math.max(10, this.width - 20));
    this.#output.write(`${START_OF_LINE}${text}${status} > ${end(this.#typed, this.width - columns(status) - 3)}`);
  }
}

/** The end of a text that is too long. */
function end(text: string, width: number): string {
  let shown = visible(text);
  while (columns(shown) > width) shown = [...shown].slice(1).join('');
  return shown;
}
