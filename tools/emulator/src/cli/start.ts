import { OK, type Command } from './command.ts';
import { readStartOptions, DEFAULT_PORT } from './start-options.ts';
import { startServing } from './start-serving.ts';
import { startTable } from './start-table.ts';

export const start: Command = {
  name: 'start',
  summary: 'Runs the emulator: the AWS APIs, numbers to dial, and the functions that answer them',
  usage: '[OPTIONS]',
  options: {
    config: { value: 'FILE', help: 'Numbers, functions, far ends, buckets and more, as YAML or JSON' },
    handler: {
      value: 'PATH#EXPORT',
      help: 'One function for all numbers: a file (.js, .cjs, .mjs, .ts) and its export',
    },
    function: { value: 'NAME', help: 'One function for all numbers: by its name, at --endpoint' },
    endpoint: { value: 'URL', help: "Where Lambda's Invoke API answers, such as http://localhost:3002" },
    number: { value: 'NUMBER', help: 'A number that leads to --handler or --function; +12065550100 if there is none' },
    state: { value: 'FILE', help: 'What is provisioned, as GET /_patchbay/state exports it' },
    port: { value: 'N', help: `${DEFAULT_PORT} if left out; 0 for any that is free` },
    host: { value: 'H', help: '127.0.0.1 if left out: reachable from this machine only' },
    clock: { value: 'real|virtual', help: 'Virtual time passes by POST /_patchbay/clock/advance only' },
    seed: { value: 'N', help: 'Same seed, same ids; 1 if left out' },
    help: { help: 'Show this' },
  },
  notes: `It runs until Ctrl-C or SIGTERM. Functions reach the emulator's APIs by their environment.
Exit codes: 0 it was stopped, 2 the command was wrong or the port is taken.`,
  async run(args, io) {
    const options = await readStartOptions(args);
    const serving = await startServing(options);
    try {
      io.out(startTable(serving.emulator, options));
      await stopped(io.stop);
    } finally {
      await serving.stop();
    }
    io.out('Stopped.\n');
    return OK;
  },
};

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
