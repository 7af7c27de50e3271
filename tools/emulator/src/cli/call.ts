import { ladder } from '../trace/ladder.ts';
import { mermaid } from '../trace/mermaid.ts';
import type { CallRecord } from '../trace/recorder.ts';
import { toJson } from '../trace/to-json.ts';
import { readCallOptions, type CallOptions } from './call-options.ts';
import { startEnvironment } from './call-environment.ts';
import { failedLogs } from './failed-logs.ts';
import { holdCall } from './hold-call.ts';
import { NOT_WELL, OK, STOPPED, type Command } from './command.ts';
import type { Io } from './io.ts';
import { paint } from './paint.ts';
import { writePage } from './write-page.ts';

export const call: Command = {
  name: 'call',
  summary: 'Places one call to a number that a Lambda function answers, and shows what happened',
  usage: 'NUMBER [OPTIONS]',
  options: {
    handler: {
      value: 'PATH#EXPORT',
      help: 'The function: a file (.js, .cjs, .mjs, .ts) and its export; "handler" if left out',
    },
    function: { value: 'NAME', help: 'The function: by its name, at --endpoint' },
    endpoint: { value: 'URL', help: "Where Lambda's Invoke API answers, such as http://localhost:3002" },
    config: { value: 'FILE', help: 'Numbers, functions, far ends, buckets and more, as YAML or JSON' },
    from: { value: 'NUMBER', help: "The caller's number; +12065550101 if left out" },
    press: {
      value: 'KEYS',
      help: 'Keys to press when something has been said;\nwith commas, the next ones after the next thing said: 1,4711#',
    },
    script: { value: 'FILE', help: 'What the caller and the far ends do, as YAML' },
    clock: { value: 'real|virtual', help: 'On which time the call runs; virtual time takes none' },
    seed: { value: 'N', help: 'Same seed, same run; 1 if left out' },
    timeout: { value: 'S', help: 'Seconds of call time for the script, or until the caller hangs up; 300 if left out' },
    json: { help: 'Print the call as one JSON object' },
    mermaid: { help: 'Print the call as a Mermaid sequence diagram' },
    html: { value: 'FILE', help: 'Also write the call as a page, to open in a browser' },
    prices: { value: 'FILE', help: "Prices for the page's bill, in USD, as YAML; list prices where left out" },
    help: { help: 'Show this' },
  },
  notes: `With --handler or --function any number works. A handler runs in a process of its own, with dummy credentials.
Exit codes: 0 the call ended and nothing was wrong with it, 1 otherwise, 2 the command was wrong.`,
  async run(args, io) {
    const options = await readCallOptions(args);
    await using environment = await startEnvironment(options);
    const { emulator } = environment;
    const held = await Promise.race([holdCall(emulator, options), stopped(io.stop)]);
    const record = emulator.recorder.list()[0];
    if (record) io.out(printed(record, options, io));
    if (record && options.html !== undefined) await writePage(options.html, record, io);
    if (held === 'stopped') return STOPPED;
    if (held.problem !== undefined) io.error(`${held.problem}\n`);
    return held.problem === undefined && record && isWell(record) ? OK : NOT_WELL;
  },
};

function isWell({ endedAt, entries }: CallRecord): boolean {
  return endedAt !== undefined && !entries.some((entry) => entry.type === 'diagnostic' && entry.level === 'error');
}

function printed(record: CallRecord, { format }: CallOptions, io: Io): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(toJson(record), undefined, 2)}\n`;
    case 'mermaid':
      return mermaid(record);
    case 'ladder':
      return ladder(record, io.colours ? { paint } : {}) + failedLogs(record);
  }
}

function stopped(signal: AbortSignal): Promise<'stopped'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('stopped');
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
}
