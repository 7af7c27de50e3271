import { startEnvironment } from '../cli/call-environment.ts';
import type { CallOptions } from '../cli/call-options.ts';
import { holdCall } from '../cli/hold-call.ts';
import type { LocatedScript } from '../script/parse.ts';
import { failuresOf } from './failures.ts';
import type { CallRecord } from '../trace/recorder.ts';
import type { TestResult } from './result.ts';

export interface TestScript extends LocatedScript {
  file: string;
}

/**
 * Plays one script on an emulator of its own, on virtual time.
 * @param now real time, milliseconds
 * @throws {InputError} the function can't be loaded
 */
export async function runTest(
  test: TestScript,
  options: Omit<CallOptions, 'script' | 'press' | 'format' | 'clock'>,
  now: () => number,
): Promise<TestResult & { records: readonly CallRecord[] }> {
  const { file, script } = test;
  const startedAt = now();
  const call: CallOptions = {
    ...options,
    script: { ...script, name: file },
    press: [],
    format: 'ladder',
    clock: 'virtual',
  };
  await using environment = await startEnvironment(call);
  const { emulator } = environment;
  const held = await holdCall(emulator, call);
  const records = emulator.recorder.list();
  const from = Math.min(...records.map((record) => record.startedAt));
  const to = Math.max(...records.map(({ entries, endedAt }) => endedAt ?? entries.at(-1)?.at ?? from));
  return {
    file,
    records,
    failures: failuresOf(file, test, held, records),
    callMs: records.length === 0 ? 0 : to - from,
    realMs: now() - startedAt,
  };
}
