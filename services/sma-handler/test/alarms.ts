import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createLogger, readEnvironment } from '@patchbay/lambda';
import { inTopic, isFoundBy, type packageService } from '@patchbay/packaged';
import { speak, type Flow } from '@patchbay/sma';
import type { Context } from 'aws-lambda';
import inbound from '../events/handler/new-inbound-call.json' with { type: 'json' };
import { createApp } from '../src/app.ts';
import { environmentSchema } from '../src/environment.ts';
import type { FlowDeps } from '../src/flows/deps.ts';
import { flows } from '../src/flows/index.ts';
import { writeSwept } from '../src/sweep-pairs.ts';

const swept = { expired: 3, renewed: 1, freed: 2, left: 0, created: 0, removed: 0, retired: 0, resharded: 0 };
const broken = (on: Flow<FlowDeps>['on']): Flow<FlowDeps> => ({ name: 'ivr', on });
const withAction = (type: string, more: object) => ({ ...inbound, ...more, InvocationEventType: type, Sequence: 2 });

/** Tests of what alarms look for in logs, held against what the functions write. */
export function testAlarms({ resource }: ReturnType<typeof packageService>): void {
  const patternOf = (name: string) => String(resource(name)['FilterPattern']);

  describe('alarms', () => {
    /** Tables in which nothing is. */
    const tables = createServer((_request, response) => {
      response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
    });
    const before = { ...process.env };

    beforeAll(async () => {
      await new Promise<void>((resolve) => void tables.listen(0, '127.0.0.1', resolve));
      process.env['AWS_ENDPOINT_URL_DYNAMODB'] = `http://127.0.0.1:${(tables.address() as AddressInfo).port}`;
      Object.assign(process.env, {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
      });
    });
    afterAll(async () => {
      process.env = before;
      tables.closeAllConnections();
      await new Promise((resolve) => void tables.close(resolve));
    });

    /** What is printed meanwhile, in lines. */
    async function printedBy(work: () => unknown): Promise<string[]> {
      const printed: string[] = [];
      const spies = [process.stdout, process.stderr].map((stream) =>
        jest.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0),
      );
      try {
        await work();
      } finally {
        for (const spy of spies) spy.mockRestore();
      }
      return printed.join('').split('\n');
    }

    /** What the function prints about an event, with the settings that it is deployed with, but for some. */
    const printedAbout = (event: unknown, list: readonly Flow<FlowDeps>[], change: Record<string, string> = {}) => {
      const { Variables: variables } = resource('HandlerLambdaFunction')['Environment'] as {
        Variables: Record<string, string>;
      };
      const app = createApp(readEnvironment(environmentSchema, { ...variables, ...change }), list);
      return printedBy(() => app(event, { awsRequestId: '1' } as Context));
    };
    const found = (name: string, lines: readonly string[]) => lines.filter((each) => isFoundBy(patternOf(name), each));

    test('tell that callers heard that all lines are busy', async () => {
      const change = { NUMBER_FLOWS: '{"+12065550100":"take-back-and-transfer"}', CONNECT_NUMBERS: '' };
      const lines = await printedAbout(inbound, flows, change);
      expect(found('NoPairFilter', lines)).toHaveLength(1);
      expect(lines.join('')).toContain('"Speak"');
    });

    test.each<[string, unknown, Flow<FlowDeps>]>([
      ['fails', inbound, broken({ NEW_INBOUND_CALL: () => Promise.reject(new Error('no table')) })],
      [
        'gives an answer that is none',
        inbound,
        broken({ NEW_INBOUND_CALL: () => Array.from({ length: 11 }, () => speak({ Text: 'x' })) }),
      ],
      ['is not there', inbound, { name: 'another', on: {} }],
      ['does not know what to do', inbound, broken({})],
      [
        'does not know that an action can fail',
        withAction('ACTION_FAILED', {
          ActionData: { Type: 'Speak', Parameters: {}, ErrorType: 'SystemException', ErrorMessage: 'x' },
        }),
        broken({ NEW_INBOUND_CALL: () => [] }),
      ],
    ])('tell of an apology when the flow %s', async (_name, event, flow) => {
      const lines = await printedAbout(event, [flow]);
      expect(found('ApologiesFilter', lines)).toHaveLength(1);
      expect(found('HandlerLogGroupErrors', lines).length).toBeGreaterThan(0);
    });

    test('tell of no call that went well', async () => {
      const lines = await printedAbout(inbound, [broken({ NEW_INBOUND_CALL: () => [speak({ Text: 'Hello' })] })]);
      expect(lines.join('')).toContain('"answered"');
      for (const name of ['ApologiesFilter', 'NoPairFilter', 'HandlerLogGroupErrors'])
        expect(found(name, lines)).toEqual([]);
    });

    test('count the pairs that had to be freed', async () => {
      const logger = createLogger({ serviceName: 'sma-handler', logLevel: 'WARN' });
      expect(found('SweptFilter', await printedBy(() => writeSwept(logger, swept)))).toHaveLength(1);
      expect(found('SweptFilter', await printedBy(() => writeSwept(logger, { ...swept, freed: 0 })))).toEqual([]);
      expect(resource('SweptFilter')['MetricTransformations']).toMatchObject([{ MetricValue: '$.freed' }]);
    });

    test.each([
      ['Apologised', 'ApologiesFilter', 'apologies'],
      ['NoPair', 'NoPairFilter', 'no-pair'],
      ['Swept', 'SweptFilter', 'swept'],
    ])('%s is about what is counted', (alarm, filter, end) => {
      const metric = { MetricName: `patchbay-dev-telephony-${end}` };
      expect(resource(filter)['MetricTransformations']).toMatchObject([{ MetricNamespace: 'Patchbay', ...metric }]);
      expect(resource(alarm)).toMatchObject({ Namespace: 'Patchbay', ...metric, AlarmActions: [inTopic('alarms')] });
    });

    test('tell when the function is slow, long before its event is sent again', () => {
      expect(resource('Slow')).toMatchObject({
        Namespace: 'AWS/Lambda',
        MetricName: 'Duration',
        ExtendedStatistic: 'p99',
        Threshold: 3_000,
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'HandlerLambdaFunction' } }],
      });
    });
  });
}
