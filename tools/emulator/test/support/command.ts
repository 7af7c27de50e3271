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
