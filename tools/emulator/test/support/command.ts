import { patchbay } from '../../src/cli/patchbay.ts';

export interface Ran {
  code: number;
  out: string;
  error: string;
}

/** Runs the command line in this process. */
export async function run(...argv: string[]): Promise<Ran> {
  let out = '';
  let error = '';
  const code = await patchbay(argv, {
    out: (text) => void (out += text),
    error: (text) => void (error += text),
    colours: false,
    stop: new AbortController().signal,
  });
  return { code, out, error };
}

export interface Started {
  /** What it has printed so far. */
  out(): string;
  /** Resolves when it has printed this; rejects when it ends before. */
  says(pattern: RegExp): Promise<void>;
  /** Stops it as Ctrl-C does. */
  stop(): Promise<Omit<Ran, 'out'>>;
}

/** Runs a command that goes on until it is stopped, in this process. */
export function startCommand(...argv: string[]): Started {
  let out = '';
  let error = '';
  let printed = (): unknown => undefined;
  const stop = new AbortController();
  const ended = patchbay(argv, {
    out: (text) => {
      out += text;
      printed();
    },
    error: (text) => void (error += text),
    colours: false,
    stop: stop.signal,
  });
  return {
    out: () => out,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        printed = () => pattern.test(out) && resolve();
        void ended.then((code) => reject(new Error(`It ended with ${code}: ${error}${out}`)), reject);
        printed();
      }),
    async stop() {
      stop.abort();
      return { code: await ended, error };
    },
  };
}
