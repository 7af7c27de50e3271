import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import * as z from 'zod';
import { ResourceError } from './errors.ts';
import { customResourceHandler } from './handler.ts';
import type { Lock } from './lock.ts';
import { flag, wholeNumber } from './properties.ts';
import { defineResource, type ResourceDefinition } from './resource.ts';
import type { Response } from './respond.ts';

const schema = z.strictObject({
  Size: wholeNumber(1, 9),
  Loud: flag.default(false),
  Password: z.literal('x').optional(),
});
type Definition = ResourceDefinition<typeof schema>;

const quiet: Definition = {
  type: 'Custom::Thing',
  schema,
  ids: /^thing-/,
  create: async () => ({ id: 'thing-1' }),
  update: async (id) => ({ id }),
  delete: async () => undefined,
};

let server: Server;
/** What CloudFormation was sent. */
let answers: Response[];
let contentTypes: (string | undefined)[];
/** What it says to each; 200 when there is none. */
let statuses: number[];
let now: number;
let lines: unknown[][];

beforeEach(async () => {
  [answers, contentTypes, statuses, now, lines, locks] = [[], [], [], 0, [], new Set()];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      answers.push(JSON.parse(body) as Response);
      contentTypes.push(request.headers['content-type']);
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Of what is at work. */
let locks: Set<string>;
const lock: Lock = {
  async take(name) {
    return !locks.has(name) && locks.add(name) !== undefined;
  },
  release: async (name) => void locks.delete(name),
};

function handlerOf(change: Partial<Definition> = {}) {
  const keep = (...line: unknown[]) => void lines.push(line);
  const logger = Object.assign(new Logger(), { info: keep, error: keep });
  const resources = [defineResource({ ...quiet, ...change })];
  const sleep = async (ms: number) => {
    now += ms;
    await turn();
  };
  return customResourceHandler({ resources, lock, logger, now: () => now, sleep });
}

const request = (RequestType: string, more: object = {}) => ({
  RequestType,
  ResponseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/?signature=hidden`,
  StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/infra-test/5a07',
  RequestId: 'request-1',
  LogicalResourceId: 'Thing',
  ResourceType: 'Custom::Thing',
  ResourceProperties: { ServiceToken: 'arn:aws:lambda:…', ServiceTimeout: '900', Size: '3' },
  ...more,
});
const update = (more: object = {}) =>
  request('Update', { PhysicalResourceId: 'thing-1', OldResourceProperties: { Size: '2' }, ...more });

test('texts arrive as what they stand for, and the answer is what CloudFormation waits for', async () => {
  let seen: unknown;
  await handlerOf({
    async create(properties) {
      seen = properties;
      return { id: 'thing-7', data: { Colour: 'red' } };
    },
  })(request('Create'));
  expect(seen).toEqual({ Size: 3, Loud: false });
  expect(answers).toEqual([
    {
      Status: 'SUCCESS',
      PhysicalResourceId: 'thing-7',
      Data: { Colour: 'red' },
      StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/infra-test/5a07',
      RequestId: 'request-1',
      LogicalResourceId: 'Thing',
    },
  ]);
  // A signed URL allows none.
  expect(contentTypes).toEqual(['']);
  expect(lines).toEqual([['done', { durationMs: 0 }]]);
});

test('an answer that is not taken is sent again, five times', async () => {
  statuses = [500, 503];
  await handlerOf()(request('Create'));
  expect(answers).toHaveLength(3);

  statuses = [500, 500, 500, 500, 500];
  const handling = handlerOf()(request('Create'));
  await expect(handling).rejects.toThrow(/^CloudFormation did not take the response: HTTP 500$/);
  expect(answers).toHaveLength(8);
});

test.each<[string, object, RegExp]>([
  ['a number', { Size: 'big' }, /^Size is "big": must be a whole number from 1 to 9$/],
  ['a number that is too big', { Size: '10' }, /^Size is "10": must be a whole number from 1 to 9$/],
  ['what is missing', {}, /^Size is missing$/],
  ['a flag', { Size: '1', Loud: 'yes' }, /^Loud is "yes": must be true or false$/],
  ['what nobody knows', { Size: '1', Weight: '2' }, /^Unrecognized key: "Weight"$/],
  ['all of it', { Loud: 'yes' }, /^Size is missing; Loud is "yes"/],
  ['a secret, but not its value', { Size: '1', Password: 'hunter2' }, /^Password (?!.*hunter2)/],
])('%s is named', async (_name, ResourceProperties, reason) => {
  await handlerOf()(request('Create', { ResourceProperties }));
  expect(answers).toMatchObject([
    { Status: 'FAILED', PhysicalResourceId: 'not-made-request-1', Reason: expect.stringMatching(reason) },
  ]);
});

test('another type of resource, and no event at all', async () => {
  await handlerOf()(request('Create', { ResourceType: 'Custom::Other' }));
  expect(answers).toMatchObject([{ Status: 'FAILED', Reason: 'There is no resource type Custom::Other here' }]);
  await expect(handlerOf()({ Records: [] })).rejects.toThrow('Not an event of CloudFormation: RequestType');
  await expect(handlerOf()(request('Create', { StackId: 7 }))).rejects.toThrow(
    'Not an event of CloudFormation: StackId',
  );
});

test('a long reason is cut', async () => {
  const create = () => Promise.reject(new ResourceError('x'.repeat(5_000)));
  await handlerOf({ create })(request('Create'));
  expect(answers[0]?.Reason).toHaveLength(1_000);
});

test('what a creation has made before it fails is what CloudFormation is to delete', async () => {
  const deleted: (string | undefined)[] = [];
  const handler = handlerOf({
    async create(_properties, work) {
      work.made('thing-9');
      throw new ResourceError('It broke');
    },
    delete: async (id) => void deleted.push(id),
  });
  await handler(request('Create'));
  expect(answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: 'thing-9', Reason: 'It broke' }]);
  await handler(request('Delete', { PhysicalResourceId: 'thing-9' }));
  await handler(request('Delete', { PhysicalResourceId: 'infra-test-Thing-1XYZ' }));
  await handler(request('Delete', { PhysicalResourceId: 'not-made-request-1', ResourceProperties: {} }));
  expect(deleted).toEqual(['thing-9', undefined]);
  expect(answers.slice(1).map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
});

test('one request at a time is at a resource, and one that ends makes way whatever came of it', async () => {
  const done: string[] = [];
  let isBusy = false;
  const act = (what: string) => async () => {
    expect(isBusy).toBe(false);
    isBusy = true;
    for (let turns = 0; turns < 5; turns++) await turn();
    isBusy = false;
    done.push(what);
    if (what === 'create') throw new ResourceError('It broke');
    return { id: 'thing-1' };
  };
  const handler = handlerOf({ create: act('create'), delete: async () => void (await act('delete')()) });
  const requests = [request('Create'), request('Create'), request('Delete', { PhysicalResourceId: 'thing-1' })];
  await Promise.all(requests.map(handler));
  expect(done.sort()).toEqual(['create', 'create', 'delete']);
  expect(locks.size).toBe(0);
});

test('what another request is at for too long is told', async () => {
  locks = { has: () => true } as unknown as Set<string>;
  await handlerOf()(request('Create'));
  expect(answers).toMatchObject([
    {
      Status: 'FAILED',
      PhysicalResourceId: 'not-made-request-1',
      Reason: 'Waited in vain for another request to be done with it',
    },
  ]);
});

test('what a change has made before it fails goes, and CloudFormation keeps what there was', async () => {
  const fails: Definition['update'] = async (_id, _properties, _before, work) => {
    work.made('thing-2');
    throw new ResourceError('It broke');
  };
  const deleted: (string | undefined)[] = [];
  await handlerOf({ update: fails, delete: async (id) => void deleted.push(id) })(update());
  expect(answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: 'thing-1', Reason: 'It broke' }]);
  expect(deleted).toEqual([undefined]);

  const cannot = () => Promise.reject(new ResourceError('It stays'));
  await handlerOf({ update: fails, delete: cannot })(update());
  expect(answers[1]?.Reason).toBe('It broke. thing-2, which was made for it, could not be removed: It stays');
});

test('a change of what was never made makes it, and one of what is not understood any more is told so', async () => {
  const seen: unknown[] = [];
  const handler = handlerOf({
    async update(id, _properties, before) {
      seen.push([id, before]);
      return { id };
    },
  });
  await handler(update({ PhysicalResourceId: 'not-made-request-0' }));
  await handler(update());
  await handler(update({ OldResourceProperties: { Width: '1' } }));
  expect(answers.map(({ PhysicalResourceId }) => PhysicalResourceId)).toEqual(['thing-1', 'thing-1', 'thing-1']);
  expect(seen).toEqual([
    ['thing-1', { Size: 2, Loud: false }],
    ['thing-1', undefined],
  ]);
});

const awsError = (name: string, httpStatusCode?: number) =>
  Object.assign(new Error('No'), { name, $metadata: { httpStatusCode }, operation: 'CreateThing' });

test.each([
  ['ThrottledClientException', 429, 4],
  ['ServiceFailureException', 500, 4],
  ['TimeoutError', undefined, 4],
  ['ForbiddenException', 403, 1],
])('%s is tried as often as it is worth', async (name, status, attempts) => {
  let made = 0;
  await handlerOf({
    async create(_properties, work) {
      const make = () => {
        made++;
        return Promise.reject(awsError(name, status));
      };
      return { id: await work.makeOnce({ find: async () => undefined, make }) };
    },
  })(request('Create'));
  expect(made).toBe(attempts);
  expect(answers[0]?.Reason).toBe(`CreateThing failed with ${name}: No`);
});

test('waiting ends in time for an answer', async () => {
  let looks = 0;
  const looking = (options?: object) =>
    handlerOf({
      async create(_properties, work) {
        return { id: await work.wait<string>('a thing', async () => void looks++, options) };
      },
    })(request('Create'));
  await looking();
  expect(answers[0]?.Reason).toBe('Waited in vain for a thing');
  expect([now, looks]).toEqual([14 * 60_000, 14 * 12 + 1]);
  [now, looks] = [0, 0];
  await looking({ everyMs: 1_000, forMs: 3_000 });
  expect([now, looks]).toEqual([3_000, 4]);
});

test('what settles is asked for again, and what does not is told', async () => {
  let refusals = 2;
  const asking = handlerOf({
    async create(_properties, work) {
      const act = async () => {
        if (refusals-- > 0) throw awsError('ConflictException', 409);
        return 'thing-1';
      };
      return { id: await work.retry(['ConflictException'], act, { forMs: 60_000 }) };
    },
  });
  await asking(request('Create'));
  expect([answers[0]?.Status, now]).toEqual(['SUCCESS', 10_000]);
  refusals = 100;
  await asking(request('Create'));
  expect(answers[1]?.Reason).toBe('CreateThing failed with ConflictException: No');
});

test('a mark is of one resource and what it is made of, and the same every time', async () => {
  const marks: string[] = [];
  const handler = handlerOf({
    async create(_properties, work) {
      marks.push(work.mark('a', 'b'), work.mark('ab'));
      return { id: 'thing-1' };
    },
  });
  await handler(request('Create'));
  await handler(request('Create', { RequestId: 'request-2' }));
  await handler(request('Create', { LogicalResourceId: 'Other' }));
  await handler(request('Create', { StackId: 'another' }));
  expect(marks.slice(0, 2)).toEqual(marks.slice(2, 4));
  expect(new Set(marks).size).toBe(6);
  expect(marks[0]).toMatch(/^[0-9a-f]{12}$/);
});
