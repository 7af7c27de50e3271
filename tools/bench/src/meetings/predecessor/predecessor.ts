import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { seededIds } from '@patchbay/emulator';
import type { Contestant } from '../contestant.ts';
import { createMeeting } from './create-meeting.ts';
import { createFlow } from './flow.ts';

const TABLE = 'meetings';
const HOUR_MS = 3_600_000;

/** One function that does one thing after the other. */
export const predecessor: Contestant = {
  name: 'predecessor',
  async prepare({ time, emulator, dynamoDb, clients, flowClients, people, answer }) {
    await dynamoDb.createTable({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['EventId', 'MeetingPasscode'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'EventId', KeyType: 'HASH' },
        { AttributeName: 'MeetingPasscode', KeyType: 'RANGE' },
      ],
    });
    const kept = new DynamoDBClient(flowClients.dynamoDb);
    answer(
      createFlow({
        async noteJoined(eventId, passcode) {
          await kept.send(
            new UpdateItemCommand({
              TableName: TABLE,
              Key: { EventId: { S: eventId }, MeetingPasscode: { S: passcode } },
              UpdateExpression: 'SET JoinMethod = :phone',
              ExpressionAttributeValues: { ':phone': { S: 'Phone' } },
            }),
          );
        },
      }),
    );
    const { random } = seededIds(1);
    return async () => {
      let isDone = false;
      const work = () => createMeeting('123456', people, { clients, table: TABLE, sleep: time.sleep, random });
      time.after(0, () => void work().finally(() => (isDone = true)));
      const isOver = () => isDone && emulator.engine.transactions.size === 0;
      if (!(await emulator.passUntil(isOver, HOUR_MS))) throw new Error('it never ends');
    };
  },
};
