import { delimiter, join } from 'node:path';
import { run, tryRun } from './command.ts';
import type { World } from './world.ts';
import { BIN, ROOT, STAGE } from './workspace.ts';

const DEPLOY_MS = 600_000;
/** Of Serverless, between two looks at what CloudFormation does; 5 s for AWS. */
const LOOK_MS = '300';

type Target = 'deploy' | 'remove' | `${string}:${'deploy' | 'remove'}`;

/** `nx run-many -t deploy`, or `nx run sma-handler:deploy`, as a person would. Gives what it printed. @throws {RehearsalError} */
export function nx(world: World, target: Target, signal: AbortSignal): Promise<string> {
  return run(join(BIN, 'nx'), argsFor(target), optionsFor(world, signal));
}

/** The same, to see how it fails. */
export function tryNx(world: World, target: 'deploy', signal: AbortSignal): ReturnType<typeof tryRun> {
  return tryRun(join(BIN, 'nx'), argsFor(target), optionsFor(world, signal));
}

function argsFor(target: Target): string[] {
  const which = target.includes(':') ? ['run', target] : ['run-many', '-t', target, '--parallel=2'];
  return [...which, `--stage=${STAGE}`];
}

function optionsFor({ variables }: World, signal: AbortSignal) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|NX|npm)_|^NODE_OPTIONS$/.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    ...variables,
    PATH: [BIN, process.env['PATH']].join(delimiter),
    NX_NO_CLOUD: 'true',
    NX_DAEMON: 'false',
    SLS_AWS_MONITORING_FREQUENCY: LOOK_MS,
    SLS_TELEMETRY_DISABLED: '1',
  };
  return { cwd: ROOT, env, timeoutMs: DEPLOY_MS, signal };
}
