import { fileURLToPath } from 'node:url';
import { freePort } from '../start/free-port.ts';
import { type Program, timeToReady } from '../start/until.ts';
import { median } from '../statistics.ts';
import type { Suite } from '../suite.ts';

const file = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const RUNS = 7;
const LOCAL_RUNS = 3;
const BARE = `require('node:http').createServer((_, response) => response.end('{}')).listen(Number(process.argv[1]), '127.0.0.1')`;

/** From the start of a process until it is of use. */
export const start: Suite = {
  name: 'start',
  about: 'from the start of the process, medians',
  async run() {
    const [emulator, bare]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run++) {
      emulator.push(
        await timeToReady(
          answering(await freePort(), (port) => [file('tools/emulator/src/cli/main.ts'), 'start', '--port', port]),
        ),
      );
      bare.push(await timeToReady(answering(await freePort(), (port) => ['-e', BARE, port])));
    }
    const [everything, offline]: [number[], number[]] = [[], []];
    for (let run = 0; run < LOCAL_RUNS; run++) {
      everything.push(await timeToReady(npmStart()));
      offline.push(await timeToReady(await serverlessOffline()));
    }
    return [
      {
        what: 'patchbay start, to the first answered API request',
        value: median(emulator),
        unit: 'ms',
        target: '≤ 300',
        comparedWith: { what: 'a bare node:http server', value: median(bare) },
      },
      {
        what: 'npm start, until everything is ready',
        value: median(everything) / 1_000,
        unit: 's',
        target: '≤ 15',
        comparedWith: { what: 'serverless-offline with sma-handler alone', value: median(offline) / 1_000 },
      },
    ];
  },
};

/** A Node program that answers ListPhoneNumbers, or anything at all, on a port. */
function answering(port: number, args: (port: string) => string[]): Program {
  const url = `http://127.0.0.1:${port}/phone-numbers`;
  const ready = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  return { command: process.execPath, args: args(String(port)), ready };
}

/** What `npm start` runs, on ports that are free. */
function npmStart(): Program {
  return {
    command: 'npm',
    args: ['exec', '--', 'node', 'tools/local/src/main.ts', '--ports', 'free'],
    options: { cwd: file('.') },
    ready: (output) => Promise.resolve(/^Ready after/m.test(output())),
  };
}

async function serverlessOffline(): Promise<Program> {
  const ports = [await freePort(), await freePort(), await freePort()].map(String);
  const flags = ['--httpPort', '--lambdaPort', '--websocketPort'].flatMap((flag, index) => [flag, ports[index] ?? '0']);
  return {
    command: process.execPath,
    args: [file('node_modules/.bin/sls'), 'offline', '--noTimeout', ...flags],
    options: { cwd: file('services/sma-handler') },
    ready: (output) => Promise.resolve(/Offline \[http for lambda\] listening/.test(output())),
  };
}
