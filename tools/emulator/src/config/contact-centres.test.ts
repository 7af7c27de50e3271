import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLab, FAR_END, SERVICE } from '../../test/support/lab.ts';
import { bridge, flowOf, say } from '../../test/connect/contact-lab.ts';
import { loadContactFlows, openContactCentres } from './contact-centres.ts';
import { parseConfig } from './parse.ts';

const FLOW = flowOf({
  ask: {
    type: 'InvokeLambdaFunction',
    parameters: { LambdaFunctionARN: '${LookUpArn}', InvocationTimeLimitSeconds: '3' },
    next: 'hi',
    errors: { NoMatchingError: 'sorry' },
  },
  hi: say('${Company} greets $.External.name'),
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-'));
  await writeFile(join(folder, 'flow.json'), FLOW);
});
afterAll(() => rm(folder, { recursive: true }));

const config = (file: string) =>
  parseConfig(
    `
functions: { lookUp: { handler: a.js } }
contactCentres:
  support: { flow: ${file}, numbers: [${FAR_END}], functions: { LookUpArn: lookUp }, values: { Company: Acme } }`,
    'c.yaml',
    folder,
  );

test('a contact centre of a configuration answers its numbers', async () => {
  const lab = createLab([[bridge]]);
  const invoked: string[] = [];
  const centres = openContactCentres(lab, config('flow.json'), await loadContactFlows(config('flow.json')), {
    functions: {
      async invoke({ functionArn }) {
        invoked.push(functionArn);
        return { kind: 'returned', payload: '{"name":"Ada"}', durationMs: 1 };
      },
    },
  });
  lab.caller.dial(SERVICE);
  expect(await lab.caller.hears('Acme greets')).toBe('Acme greets Ada');
  expect(invoked).toEqual(['arn:aws:lambda:us-east-1:111122223333:function:lookUp']);
  expect(centres.get('support')?.contacts()).toHaveLength(1);
});

test('a flow that is not there is named', async () => {
  await expect(loadContactFlows(config('none.json'))).rejects.toThrow(/^No such contact flow file: .*none.json$/);
});
