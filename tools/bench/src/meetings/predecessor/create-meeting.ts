/**
 * What the predecessor does to invite people, in our words: one function, one request after the other, and every call at
 * once. In two things it is done better than it is: it takes 20 people a meeting, where all at once are refused, and it goes
 * on where a call is refused, which ends it, to begin with the first one again.
 */
import { ChimeSDKMeetingsClient, CreateMeetingWithAttendeesCommand } from '@aws-sdk/client-chime-sdk-meetings';
import { ChimeSDKVoiceClient, CreateSipMediaApplicationCallCommand } from '@aws-sdk/client-chime-sdk-voice';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createMailer } from '@patchbay/meeting-dialer';
import type { Person } from '../people.ts';
import { APPLICATION, type Clients, DIAL_IN } from '../world.ts';

export interface CreateMeetingDeps {
  clients: Clients;
  table: string;
  sleep(ms: number): Promise<void>;
  /** At least 0, below 1. */
  random(): number;
}

/** CreateMeetingWithAttendees takes no more. */
const MOST_ATTENDEES = 20;
/** As boto3 does unless told otherwise: a request that is throttled is tried so often, after a random part of 1, 2, 4 and 8 s. */
const ATTEMPTS = 5;

export async function createMeeting(
  eventId: string,
  people: readonly Person[],
  { clients, table, sleep, random }: CreateMeetingDeps,
): Promise<void> {
  const meetings = new ChimeSDKMeetingsClient({ ...clients.chime, maxAttempts: 1 });
  const voice = new ChimeSDKVoiceClient({ ...clients.chime, maxAttempts: 1 });
  const dynamoDb = new DynamoDBClient({ ...clients.dynamoDb, maxAttempts: 1 });
  const mailer = createMailer({ from: 'meet@example.com', configurationSet: 'none', client: clients.mail });
  const call = async (person: Person, args: Record<string, string>): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      try {
        await voice.send(
          new CreateSipMediaApplicationCallCommand({
            ...{ SipMediaApplicationId: APPLICATION, FromPhoneNumber: DIAL_IN, ToPhoneNumber: person.phoneNumber },
            ArgumentsMap: args,
          }),
        );
        return;
      } catch (error) {
        const isThrottled = error instanceof Error && error.name === 'ThrottledClientException';
        if (!isThrottled || attempt === ATTEMPTS) return;
        await sleep(random() * 2 ** (attempt - 1) * 1_000);
      }
    }
  };
  for (let from = 0; from < people.length; from += MOST_ATTENDEES) {
    const some = people.slice(from, from + MOST_ATTENDEES);
    const { Meeting, Attendees = [] } = await meetings.send(
      new CreateMeetingWithAttendeesCommand({
        ...{ ClientRequestToken: `${eventId}-${from}`, ExternalMeetingId: eventId, MediaRegion: 'us-east-1' },
        Attendees: some.map(({ phoneNumber: ExternalUserId }) => ({ ExternalUserId })),
      }),
    );
    for (const [index, person] of some.entries()) {
      const passcode = String(100_000 + Math.floor(random() * 900_000));
      const [S, name, phone] = [(text: string) => ({ S: text }), person.name, person.phoneNumber];
      await dynamoDb.send(
        new PutItemCommand({
          TableName: table,
          Item: { EventId: S(eventId), MeetingPasscode: S(passcode), Name: S(name), PhoneNumber: S(phone) },
        }),
      );
      const link = `http://meet.example.com/meeting?eventId=${eventId}&passcode=${passcode}`;
      const text = `${DIAL_IN},,${eventId},,${passcode} or ${link}`;
      await mailer.send({ to: person.email, subject: `Invitation - ${eventId}`, text, html: `<p>${text}</p>` });
      const { AttendeeId: attendeeId = '', JoinToken: joinToken = '' } = Attendees[index] ?? {};
      const meetingId = Meeting?.MeetingId ?? '';
      await call(person, { meetingId, attendeeId, joinToken, eventId, passcode, phone });
    }
  }
}
