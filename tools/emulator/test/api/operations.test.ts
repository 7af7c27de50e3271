import { afterEach, describe, expect, test } from '@jest/globals';
import { meetingsOperations } from '../../src/api/operations/meetings/table.ts';
import { voiceOperations } from '../../src/api/operations/voice/table.ts';
import { accountCases } from './cases/account.ts';
import { applicationCases } from './cases/applications.ts';
import { attendeeCases } from './cases/attendees.ts';
import { callCases } from './cases/calls.ts';
import type { Case } from './cases/case.ts';
import { connectorSettingCases } from './cases/connector-settings.ts';
import { connectorCases } from './cases/connectors.ts';
import { meetingCases } from './cases/meetings.ts';
import { numberCases } from './cases/numbers.ts';
import { ruleCases } from './cases/rules.ts';
import { failureOf, modelOf, send } from './send.ts';
import { startWorld, type World } from './world.ts';

const cases: readonly Case[] = [
  ...numberCases,
  ...applicationCases,
  ...ruleCases,
  ...callCases,
  ...connectorCases,
  ...connectorSettingCases,
  ...accountCases,
  ...meetingCases,
  ...attendeeCases,
];

const gone = (operation: string): boolean => operation.includes('AlexaSkill');
const worlds: World[] = [];
const newWorld = async (): Promise<World> => {
  const world = await startWorld();
  worlds.push(world);
  return world;
};

afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

/** The error is one that the model gives the operation, with the status that the model gives the error. */
const expectFailure = async (
  { service, operation }: Case,
  world: World,
  input: object,
  error: string,
): Promise<string> => {
  const failure = await failureOf(send(world, service, operation, input));
  expect(failure).toMatchObject({ name: error, status: modelOf(service, operation).statusOf(error) });
  expect(failure.status).toBeGreaterThanOrEqual(400);
  return failure.message;
};

test('every emulated operation has a case, with a bad field and an unknown id where there can be', () => {
  const covered = (service: string): string[] =>
    cases.filter((each) => each.service === service).map(({ operation }) => operation);
  expect(covered('voice').sort()).toEqual(Object.keys(voiceOperations).sort());
  expect(covered('meetings').sort()).toEqual(Object.keys(meetingsOperations).sort());
  const incomplete = cases.filter(({ service, operation, bad, unknown }) => {
    const { hasInput, namesResource } = modelOf(service, operation);
    return (hasInput && !bad) || (namesResource && !unknown);
  });
  expect(incomplete).toEqual([]);
});

describe.each(cases.map((each) => [`${each.service} ${each.operation}`, each] as const))('%s', (_name, each) => {
  const { service, operation, bad, unknown, refused = [] } = each;

  if (!gone(operation)) {
    test('succeeds', async () => {
      const world = await newWorld();
      const answer = await send(world, service, operation, await each.input(world));
      expect(answer).toMatchObject(each.output ?? {});
      expect(answer.$metadata.httpStatusCode).toBe(modelOf(service, operation).success);
    });
  }

  if (bad) {
    test(`refuses a bad ${bad[1]}`, async () => {
      const world = await newWorld();
      const input = { ...(await each.input(world)), ...bad[0] };
      const message = await expectFailure(each, world, input, 'BadRequestException');
      expect(message).toMatch(/^1 validation error detected: /);
      expect(message).toContain(bad[1]);
    });
  }

  if (unknown) {
    test(`refuses what is not there with ${unknown[1]}`, async () => {
      const world = await newWorld();
      const input = { ...(await each.input(world)), ...unknown[0] };
      await expectFailure(each, world, input, unknown[1]);
    });
  }

  for (const { why, input, error, message } of refused) {
    test(`that ${why} is refused with ${error}`, async () => {
      const world = await newWorld();
      expect(await expectFailure(each, world, await input(world), error)).toMatch(message);
    });
  }
});
