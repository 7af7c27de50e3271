/** Runs in the child process: loads one handler, then answers one invocation at a time. What it needs of the process is
 *  taken before the handler is loaded, since a handler may replace any of it. */
import type { InvokeResult } from '../../engine/ports.ts';
import type { InProcessHandler } from '../in-process.ts';
import { LoadError, loadHandler } from './load-handler.ts';
import { Invocation } from './invocation.ts';
import type { FromChild, ToChild } from './protocol.ts';
import { resolveLikeBundlers } from './resolve-typescript.ts';

const exit = process.exit.bind(process);
const send = process.send?.bind(process);
const channel = process.channel;
const printOut = process.stdout.write.bind(process.stdout);
const printError = process.stderr.write.bind(process.stderr);

let handler: InProcessHandler | undefined;
let invocation: Invocation | undefined;
let endMark = '';

process.on('message', (message: ToChild) => {
  if (message.type === 'load') void load(message.file, message.exportName, message.endMark);
  else if (handler) invocation = new Invocation(handler, message, { keepAlive, finish, print: printError });
});
process.on('disconnect', () => exit(0));
process.on('beforeExit', () => invocation?.eventLoopIsEmpty());
process.on('uncaughtException', (error) => crash(error));
process.on('unhandledRejection', (reason) => crash(unhandled(reason)));

async function load(file: string, exportName: string, mark: string): Promise<void> {
  endMark = mark;
  resolveLikeBundlers();
  try {
    handler = await loadHandler(file, exportName);
    tell({ type: 'loaded' });
  } catch (thrown) {
    const error = thrown instanceof LoadError ? thrown : new LoadError('Runtime.ImportModuleError', String(thrown));
    tell({ type: 'not-loaded', errorType: error.errorType, message: error.message }, () => exit(1));
  }
}

function finish(result: InvokeResult, then?: () => void): void {
  invocation = undefined;
  printOut(`\n${endMark}\n`);
  printError(`\n${endMark}\n`);
  tell({ type: 'result', result, dying: then !== undefined }, then);
}

/** An error outside the handler's own promise ends the process, as it ends Lambda's. */
function crash(error: unknown): void {
  if (!invocation) {
    printError(`${String(error)}\n`);
    exit(129);
  } else invocation.fail(error, () => exit(129));
}

function unhandled(reason: unknown): Error {
  const error = new Error(reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason));
  error.name = 'Runtime.UnhandledPromiseRejection';
  if (reason instanceof Error && reason.stack) error.stack = `${error.name}: ${reason.stack}`;
  return error;
}

/** While it runs, the channel does not count as work: so the event loop gets empty when the handler's work is done. */
function keepAlive(alive: boolean): void {
  if (alive) channel?.ref();
  else channel?.unref();
}

function tell(message: FromChild, then?: () => void): void {
  send?.(message, undefined, undefined, () => then?.());
}
