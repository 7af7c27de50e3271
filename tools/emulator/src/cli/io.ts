import type { TerminalInput } from '../handset/keys.ts';
import type { TerminalOutput } from '../handset/screen.ts';

/** What a command has to do with the world outside of it; the process's own, or a test's. */
export interface Io {
  out(text: string): void;
  error(text: string): void;
  /** Whether `out` may be coloured. */
  colours: boolean;
  /** The person's keyboard and screen; absent when either is redirected. */
  terminal?: { input: TerminalInput; output: TerminalOutput };
  /** Aborted when the person at the terminal wants to stop. */
  stop: AbortSignal;
}

/** Colour is for a terminal whose owner has not said no (https://no-color.org). */
export function mayColour(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
