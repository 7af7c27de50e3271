import { describe, expect, test } from '@jest/globals';
import type { FaultPlan } from '../src/faults/fault.ts';
import { withFaults } from '../src/faults/with-faults.ts';
import { lambdaEndpoint } from '../src/lambda/endpoint.ts';
import { inProcess } from '../src/lambda/in-process.ts';
import { answerTo, hits, observe } from './faults/call.ts';
import type { Expected } from './faults/expected/expected.ts';
import { type FaultKind, faults } from './faults/faults.ts';
import { type Answer, startInvokeServer } from './faults/invoke-server.ts';
import { type Moment, moments } from './faults/moments.ts';

const FIRST = 'Hello.';
const SECOND = 'Hello from the other side.';
const nothing: FaultPlan = () => undefined;
const kinds: Readonly<Record<string, FaultKind>> = faults;

/** Functions behind Lambda's Invoke API, over HTTP. Only slowness is injected, so that it takes call time. */
async function overHttp({ answer, effect, times }: FaultKind, moment: Moment): Promise<Expected> {
  const isHit = hits(moment, times);
  const well = (event: Parameters<typeof answerTo>[0], greeting: string): Answer => [
    200,
    JSON.stringify(answerTo(event, greeting)),
  ];
  await using server = await startInvokeServer({
    first: (event) => (answer && isHit(event) ? answer : well(event, FIRST)),
    second: (event) => well(event, SECOND),
  });
  const { endpoint } = server;
  const first = lambdaEndpoint({ endpoint, functionName: 'first' });
  const second = lambdaEndpoint({ endpoint, functionName: 'second' });
  try {
    const plan: FaultPlan = answer ? nothing : ({ event }) => (isHit(event) ? effect : undefined);
    return await observe(moment, withFaults(first, plan), second);
  } finally {
    await Promise.all([first.dispose(), second.dispose()]);
  }
}

function inThisProcess({ effect, times }: FaultKind, moment: Moment): Promise<Expected> {
  const isHit = hits(moment, times);
  const first = inProcess((event) => answerTo(event, FIRST));
  const second = inProcess((event) => answerTo(event, SECOND));
  return observe(
    moment,
    withFaults(first, ({ event }) => (isHit(event) ? effect : undefined)),
    second,
  );
}

describe.each(moments.map((moment): [string, Moment] => [moment.title, moment]))('%s', (_title, moment) => {
  const named = Object.entries(moment.expected).map(([name, expected]) => ({ name, expected, kind: kinds[name]! }));

  test.each(named)('$name, over HTTP', async ({ kind, expected }) => {
    expect(await overHttp(kind, moment)).toEqual(expected);
  });

  test.each(named)('$name, in process', async ({ kind, expected }) => {
    expect(await inThisProcess(kind, moment)).toEqual(expected);
  });
});
