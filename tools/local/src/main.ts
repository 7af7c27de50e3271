/** `npm start`: everything on this machine, then a telephone. */
import { handset, mayColour, paint, RealClock } from '@patchbay/emulator';
import { readStartCommand, START_HELP, type StartCommand } from './front/options.ts';
import { FIXED_PORTS } from './front/ports.ts';
import { aborted, type MainIo, runMain } from './front/run-main.ts';
import { type Patchbay, startPatchbay } from './front/start-patchbay.ts';
import { table } from './front/table.ts';

await runMain(async (io) => {
  const command = readStartCommand(io.argv);
  if (command.help) {
    io.out(START_HELP);
    return 0;
  }
  const patchbay = await start(command, io);
  try {
    await serve(patchbay, command, io);
  } finally {
    io.beginStop();
    io.out('Stopping …\n');
    await patchbay.stop();
    io.out('Stopped.\n');
  }
  return 0;
}, 0);

async function start({ freePorts, verbose }: StartCommand, { out, stop }: MainIo): Promise<Patchbay> {
  const startedAt = performance.now();
  out('Starting …\n');
  const patchbay = await startPatchbay({
    clock: new RealClock(),
    watch: true,
    signal: stop,
    ...(!freePorts && { ports: FIXED_PORTS }),
    ...(verbose && { onLine: (service, line) => out(`${service}: ${line}\n`) }),
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  out(`Ready after ${seconds} s. Ctrl-C stops everything.\n\n${table(patchbay)}\n`);
  return patchbay;
}

/** Resolves when the person has had enough. */
async function serve({ emulator }: Patchbay, { verbose }: StartCommand, { stop }: MainIo): Promise<void> {
  const { stdin, stdout, env } = process;
  if (!stdin.isTTY || !stdout.isTTY || verbose) return aborted(stop);
  const colours = mayColour(stdout, env) ? { paint } : {};
  await handset({ url: emulator.url, input: stdin, output: stdout, stop, ...colours });
}
