import {
  CreateSipMediaApplicationCommand,
  DeleteSipMediaApplicationCommand,
  GetSipMediaApplicationCommand,
  ListSipMediaApplicationsCommand,
  PutSipMediaApplicationLoggingConfigurationCommand,
  UpdateSipMediaApplicationCommand,
  type SipMediaApplication,
} from '@aws-sdk/client-chime-sdk-voice';
import { defineResource, flag, ResourceError, type CustomResource, type Work } from '@patchbay/custom-resource';
import * as z from 'zod';
import { findIn, isNamed, REFUSED, unlessGone, type Chime } from './chime.ts';
import { requireId, UUID } from './ids.ts';

const schema = z.strictObject({
  Name: z.string().regex(/^[a-zA-Z0-9 _.-]{1,200}$/, 'must be 1 to 200 letters, digits, spaces, _, . and -'),
  /** The function that answers until another is attached. */
  StandInArn: z.string().startsWith('arn:', 'must be the ARN of a function'),
  /** Whether all messages between it and its function are logged. */
  MessageLogging: flag,
  /** One that the account has already: it is used as it is, and never deleted. */
  ExistingId: z.string().regex(UUID, 'must be the id of a SIP media application').optional(),
});

type Properties = z.output<typeof schema>;

const CLOSED =
  'This AWS account may not create a SIP media application, as no account may that is new to them since 29 October 2026: ' +
  'set telephony.sipMediaApplicationId to one that the account has, deploy to an account that has used them before, ' +
  'ask AWS Support, or run everything in the emulator with npm start';

/** `Ref` is its id. Its function is left alone once it is there: services attach theirs. */
export function sipMediaApplication(chime: Chime): CustomResource {
  const create = async (properties: Properties, work: Work) => {
    if (properties.ExistingId !== undefined) return adopt(chime, properties.ExistingId);
    const name = nameOf(properties, work);
    const id = await work.makeOnce({
      find: () => findByName(chime, name),
      make: () => makeApplication(chime, name, properties.StandInArn),
    });
    if (properties.MessageLogging) await setLogging(chime, id, true, work);
    return { id };
  };
  return defineResource({
    type: 'Custom::SipMediaApplication',
    schema,
    ids: UUID,
    create,
    async update(id, properties, before, work) {
      if (properties.ExistingId !== undefined || before?.ExistingId !== undefined) return create(properties, work);
      const Name = nameOf(properties, work);
      await chime.voice.send(new UpdateSipMediaApplicationCommand({ SipMediaApplicationId: id, Name }));
      await setLogging(chime, id, properties.MessageLogging, work);
      return { id };
    },
    async delete(known, properties, work) {
      if (properties.ExistingId !== undefined) return;
      const id = known ?? (await findByName(chime, nameOf(properties, work)));
      if (id === undefined) return;
      const command = new DeleteSipMediaApplicationCommand({ SipMediaApplicationId: id });
      // A rule that was just deleted may still count.
      await work.retry(['ConflictException'], () => unlessGone(chime.voice.send(command)), { forMs: 60_000 });
    },
  });
}

/** With a mark by which it is found again, since others may have the same name. */
const nameOf = ({ Name }: Properties, work: Work): string => `${Name} ${work.mark('sip-media-application')}`;

/** Undefined when there is none. */
export async function getApplication({ voice }: Chime, id: string): Promise<SipMediaApplication | undefined> {
  const command = new GetSipMediaApplicationCommand({ SipMediaApplicationId: id });
  return (await unlessGone(voice.send(command)))?.SipMediaApplication;
}

async function adopt(chime: Chime, id: string): Promise<{ id: string }> {
  const found = await getApplication(chime, id);
  if (found?.AwsRegion === chime.region) return { id };
  throw new ResourceError(`ExistingId is "${id}": this account has no such SIP media application in ${chime.region}`);
}

async function findByName({ voice }: Chime, name: string): Promise<string | undefined> {
  const page = async (NextToken: string | undefined) => {
    const answer = await voice.send(new ListSipMediaApplicationsCommand({ MaxResults: 100, NextToken }));
    return { items: answer.SipMediaApplications, next: answer.NextToken };
  };
  return (await findIn(page, ({ Name }) => Name === name))?.SipMediaApplicationId;
}

async function makeApplication({ once, region }: Chime, Name: string, LambdaArn: string): Promise<string> {
  try {
    const command = new CreateSipMediaApplicationCommand({ AwsRegion: region, Name, Endpoints: [{ LambdaArn }] });
    const { SipMediaApplication: made } = await once.voice.send(command);
    return requireId(made?.SipMediaApplicationId, 'SIP media application');
  } catch (error) {
    if (isNamed(error, ...REFUSED))
      throw new ResourceError(`${CLOSED} (${error.name}: ${error.message})`, { cause: error });
    throw error;
  }
}

/** AWS refuses as long as it does not see the log group's policy, which was made a moment ago. */
async function setLogging({ voice }: Chime, id: string, enabled: boolean, work: Work): Promise<void> {
  const command = new PutSipMediaApplicationLoggingConfigurationCommand({
    SipMediaApplicationId: id,
    SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: enabled },
  });
  await work.retry(enabled ? REFUSED : [], () => voice.send(command), { everyMs: 10_000, forMs: 120_000 });
}
