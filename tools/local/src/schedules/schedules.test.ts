import { expect, test } from '@jest/globals';
import { testStamp } from '../../test/support/stamp.ts';
import { Schedules, type Schedule } from './schedules.ts';

function prepare(...list: Schedule[]) {
  const stamp = testStamp();
  const sent: { target: string; event: Record<string, unknown> }[] = [];
  const schedules = new Schedules({
    ...stamp,
    invokeAsync: (target, payload) => sent.push({ target, event: JSON.parse(payload) as Record<string, unknown> }),
  });
  for (const schedule of list) schedules.add(schedule);
  return { clock: stamp.clock, schedules, sent };
}

test('a schedule invokes its function with the scheduled event', async () => {
  const { clock, sent } = prepare({ name: 'sweep', expression: 'rate(5 minutes)', target: 'svc-dev-sweep' });
  await clock.pass(10 * 60_000);
  expect(sent).toHaveLength(2);
  expect(sent[0]).toEqual({
    target: 'svc-dev-sweep',
    event: {
      version: '0',
      id: '00000000-0000-4000-8000-000000000001',
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: '000000000000',
      time: '2026-01-05T09:05:00Z',
      region: 'us-east-1',
      resources: ['arn:aws:events:us-east-1:000000000000:rule/sweep'],
      detail: {},
    },
  });
});

test('an input of its own replaces the event', async () => {
  const { clock, sent } = prepare({ name: 's', expression: 'cron(0 10 * * ? *)', target: 'f', input: { deep: true } });
  await clock.pass(3_600_000);
  expect(sent).toEqual([{ target: 'f', event: { deep: true } }]);
});

test('a schedule further away than a timer reaches is kept', async () => {
  const { clock, sent } = prepare({ name: 's', expression: 'cron(0 0 1 6 ? 2026)', target: 'f' });
  await clock.pass(Date.parse('2026-05-31T23:59:59Z') - clock.now());
  expect(sent).toEqual([]);
  await clock.pass(1_000);
  expect(sent).toHaveLength(1);
  await clock.pass(366 * 86_400_000);
  expect(sent).toHaveLength(1);
});

test('nothing runs after a stop', async () => {
  const { clock, schedules, sent } = prepare({ name: 's', expression: 'rate(1 minute)', target: 'f' });
  schedules.stop();
  await clock.pass(3_600_000);
  expect(sent).toEqual([]);
});
