import { emitKeypressEvents } from 'node:readline';
import type { Readable } from 'node:stream';

/** A terminal's keyboard; or any stream of what is typed. */
export type TerminalInput = Readable & { isRaw?: boolean; setRawMode?(raw: boolean): unknown };

export interface KeyListener {
  /** One printable character; false when it is not to be added to the line. */
  character(character: string, line: string): boolean;
  changed(line: string): void;
  entered(line: string): void;
  /** Ctrl-C, Ctrl-D, or the end of the input. */
  interrupted(): void;
}

interface Key {
  name?: string;
  ctrl?: boolean;
  meta?: boolean;
}

/** What a person says or dials is no longer than this. */
const MAX_LINE = 500;

/** Reads keys one by one as long as it is not stopped; then the terminal is as it was. */
export function readKeys(input: TerminalInput, listener: KeyListener): () => void {
  const wasRaw = input.isRaw === true;
  let line = '';
  const change = (to: string): void => {
    line = to;
    listener.changed(line);
  };
  const pressed = (text: string | undefined, { name, ctrl = false, meta = false }: Key): void => {
    if (ctrl && (name === 'c' || name === 'd')) listener.interrupted();
    else if (name === 'return' || name === 'enter') {
      const entered = line;
      change('');
      listener.entered(entered);
    } else if (name === 'backspace') change([...line].slice(0, -1).join(''));
    else if (ctrl && name === 'u') change('');
    else if (!ctrl && !meta && text !== undefined && isPrintable(text) && line.length < MAX_LINE) {
      if (listener.character(text, line)) change(line + text);
    }
  };
  const ended = (): void => listener.interrupted();
  emitKeypressEvents(input);
  input.setRawMode?.(true);
  input.on('keypress', pressed);
  input.on('end', ended);
  input.resume();
  return () => {
    input.off('keypress', pressed);
    input.off('end', ended);
    input.setRawMode?.(wasRaw);
    input.pause();
  };
}

function isPrintable(text: string): boolean {
  return text !== '' && !/\p{C}/u.test(text);
}
