import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createMeetings, createVoice } from '@patchbay/chime';
import { readStage } from '@patchbay/config';
import { checkNumber, createDialQuota, policyOf } from '@patchbay/dial-policy';
import { createSecret, keptSetting, meetingSettings } from '@patchbay/lambda';
import {
  createInvitations,
  createMailer,
  createMeeting,
  credentials,
  invite,
  inviteBatch,
  type InviteDeps,
  type CreateMeetingDeps,
} from '@patchbay/meeting-dialer';
import { createDoor, createGuard, linesFor, passcodeDigest } from '@patchbay/meetings';
import {
  createCounters,
  createLines,
  createParticipants,
  createScheduledMeetings,
  createSettings,
} from '@patchbay/repositories';
import { createRouter } from '@patchbay/sma';
import { meetingDialer, type MeetingDialerDeps } from '@patchbay/sma-handler';
import { tablesFor } from '../click-to-call/tables.ts';
import type { Contestant } from './contestant.ts';
import { ACCOUNT, APPLICATION, type Clients, DIAL_IN, type World } from './world.ts';

const EVENT = '123456';
const ORGANISER = { id: 'boss', email: 'boss@example.com', groups: [] };
const { region } = ACCOUNT;
/** Of the function that sends invitations. */
const INVITE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Requests of hundreds at once wait for each other on a small machine. */
const deadlineMs = 60_000;
const { names, environment } = readStage('dev');
const meetingsOf = meetingSettings.parse(environment.MEETING_SETTINGS);
const SETTINGS = {
  site: { url: 'https://meet.example.com' },
  telephony: { sipMediaApplicationId: APPLICATION, callerId: DIAL_IN },
};

/** What the functions do, with the tables of a stage; one instance of each, which has been at work before. */
export const patchbay: Contestant = {
  name: 'patchbay',
  async prepare(world) {
    await createTables(world);
    const wrong = (error: unknown): never => {
      throw new Error('Something went wrong that must not', { cause: error });
    };
    world.answer(
      createRouter<MeetingDialerDeps>({
        ...{ flows: [meetingDialer], deps: flowDeps(world, wrong) },
        flowFor: () => undefined,
        report: () => undefined,
      }),
    );
    const worker = inviteDeps(world, wrong);
    const scheduling = scheduleDeps(world, worker);
    const { time, emulator, people } = world;
    let working = 0;
    world.receive((body) => {
      const endsAt = time.now() + INVITE_MS;
      working += 1;
      void inviteBatch(
        { Records: [{ messageId: 'one', body }] },
        {
          invite: (message) => invite(message, worker, () => endsAt - time.now()),
          ...{ done: () => undefined, failed: wrong },
        },
      ).finally(() => (working -= 1));
    });
    return async () => {
      const participants = people.map((each) => ({ ...each, call: true }));
      const request = {
        user: ORGANISER,
        parameters: {},
        query: {},
        headers: {},
        body: { eventId: EVENT, participants },
      };
      working += 1;
      time.after(0, () => void createMeeting(request, scheduling).finally(() => (working -= 1)));
      const isOver = () => working === 0 && world.waiting === 0 && emulator.engine.transactions.size === 0;
      if (!(await emulator.passUntil(isOver, 24 * HOUR_MS))) throw new Error('it never ends');
    };
  },
};

async function createTables({ dynamoDb }: World): Promise<void> {
  const { settings, counters, meetings } = names.tables;
  const isOurs = ({ TableName }: { TableName?: string | undefined }) =>
    TableName === settings || TableName === counters;
  for (const table of tablesFor(names.tables).filter(isOurs)) await dynamoDb.createTable(table);
  await dynamoDb.createTable({
    TableName: meetings,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['eventId', 'id'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'eventId', KeyType: 'HASH' },
      { AttributeName: 'id', KeyType: 'RANGE' },
    ],
  });
  const client = { endpoint: dynamoDb.endpoint, region, credentials: { accessKeyId: 'b', secretAccessKey: 'b' } };
  const sender = new DynamoDBClient(client);
  for (const [id, values] of Object.entries(SETTINGS)) {
    const Item = Object.fromEntries(Object.entries({ id, ...values }).map(([name, S]) => [name, { S }]));
    await sender.send(new PutItemCommand({ TableName: settings, Item }));
  }
  sender.destroy();
}

function repositories({ dynamoDb: client }: Clients, now: () => number) {
  const meetings = { table: names.tables.meetings, now, client, deadlineMs };
  const counters = { table: names.tables.counters, client, deadlineMs };
  return {
    scheduledMeetings: createScheduledMeetings(meetings),
    participants: createParticipants(meetings),
    lines: createLines(counters),
    counters: createCounters(counters),
  };
}

const digestOf = ({ secrets: client }: Clients, now: () => number) =>
  passcodeDigest(createSecret({ name: 'passcode-key', now, client, deadlineMs }));

function inviteDeps({ clients, time, quotas }: World, wrong: (error: unknown) => never): InviteDeps {
  const { now, sleep } = time;
  const { retries, quota: limits } = meetingsOf;
  const tables = repositories(clients, now);
  const settings = createSettings({ table: names.tables.settings, client: clients.dynamoDb, deadlineMs });
  return {
    ...tables,
    quota: createDialQuota({ counters: tables.counters, limits, now }),
    invitations: createInvitations({ queue: 'invitations', client: clients.queue, deadlineMs }),
    mailer: createMailer({ from: 'meet@example.com', configurationSet: 'c', client: clients.mail, deadlineMs }),
    credentials: credentials({ digest: digestOf(clients, now), randomInt: (below) => randomInt(below), randomBytes }),
    voice: createVoice({ client: clients.chime, deadlineMs }),
    telephony: keptSetting(() => settings.telephony(), 'telephony'),
    site: () => settings.site(),
    dialIn: async () => DIAL_IN,
    ...{ retries, ...quotas, report: wrong, note: () => undefined, now, sleep },
  };
}

function scheduleDeps({ clients, time: { now } }: World, { invitations }: InviteDeps): CreateMeetingDeps {
  const policy = policyOf(['US']);
  return {
    ...{ ...repositories(clients, now), invitations },
    numberOf: async (typed) => checkNumber(typed, policy),
    ...{ sendsMail: true, hours: meetingsOf.hours, now, uuid: randomUUID },
  };
}

function flowDeps({ flowClients, time: { now }, quotas }: World, wrong: (error: unknown) => never): MeetingDialerDeps {
  const tables = repositories(flowClients, now);
  const meetings = createMeetings({ region, client: flowClients.chime, deadlineMs });
  return {
    ...tables,
    door: createDoor({ ...tables, meetings, mediaRegion: region, now }),
    guard: createGuard({
      ...{ ...tables, digest: digestOf(flowClients, now), now },
      limits: { perGuesser: meetingsOf.guesses, perMeeting: meetingsOf.wrongPasscodes },
    }),
    invitationSettings: { retries: meetingsOf.retries, lines: linesFor(quotas.activeCalls) },
    ...{ report: wrong, now },
  };
}
