/** One thing that was logged, in the order of its file, before anything is made of what it says. */
export interface LogEntry extends Place {
  /** When it was logged, milliseconds since 1970, where the export says so. */
  time?: number;
  /** The log stream: one execution environment, which runs one invocation at a time. */
  stream?: string;
  content: Content;
}

export interface Place {
  file: string;
  /** 1 for the first line; of a file in gzip, as unpacked. */
  line: number;
}

export type Content =
  | { type: 'text'; text: string }
  /** Already parsed, as in a JSON export. */
  | { type: 'value'; value: unknown }
  /** Could not be read as a whole; what is left of the file still can. */
  | { type: 'unreadable'; why: 'too-long' | 'cut-off' | 'not-json' };
