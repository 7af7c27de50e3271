import {
  CreateVoiceConnectorCommand,
  DeleteVoiceConnectorCommand,
  GetVoiceConnectorCommand,
  ListVoiceConnectorsCommand,
  UpdateVoiceConnectorCommand,
  type VoiceConnectorAwsRegion,
} from '@aws-sdk/client-chime-sdk-voice';
import { defineResource, ResourceError, type CustomResource, type Work } from '@patchbay/custom-resource';
import { findIn, unlessGone, type Chime } from './chime.ts';
import { requireId, VOICE_CONNECTOR } from './ids.ts';
import { applyParts } from './voice-connector-parts.ts';
import { voiceConnectorSchema, type VoiceConnectorProperties } from './voice-connector-schema.ts';

/** `Ref` is its id; attributes `Arn` and `OutboundHostName`, which a PBX sends calls to. */
export function voiceConnector(chime: Chime): CustomResource {
  return defineResource({
    type: 'Custom::VoiceConnector',
    schema: voiceConnectorSchema,
    ids: VOICE_CONNECTOR,
    async create(properties, work) {
      const name = nameOf(properties, work);
      const id = await work.makeOnce({
        find: () => findByName(chime, name),
        make: () => makeConnector(chime, name, properties),
      });
      return shape(chime, id, properties, work);
    },
    update: (id, properties, _before, work) => shape(chime, id, properties, work),
    async delete(known, properties, work) {
      const id = known ?? (await findByName(chime, nameOf(properties, work)));
      if (id === undefined) return;
      const command = new DeleteVoiceConnectorCommand({ VoiceConnectorId: id });
      // A rule or a number that was just taken away may still count.
      await work.retry(['ConflictException'], () => unlessGone(chime.voice.send(command)), { forMs: 60_000 });
    },
  });
}

/** With a mark by which it is found again, since others may have the same name. */
const nameOf = ({ Name }: VoiceConnectorProperties, work: Work): string => `${Name} ${work.mark('voice-connector')}`;

async function findByName({ voice }: Chime, name: string): Promise<string | undefined> {
  const page = async (NextToken: string | undefined) => {
    const answer = await voice.send(new ListVoiceConnectorsCommand({ MaxResults: 99, NextToken }));
    return { items: answer.VoiceConnectors, next: answer.NextToken };
  };
  return (await findIn(page, ({ Name }) => Name === name))?.VoiceConnectorId;
}

async function makeConnector(
  { once, region }: Chime,
  Name: string,
  { RequireEncryption }: VoiceConnectorProperties,
): Promise<string> {
  const AwsRegion = region as VoiceConnectorAwsRegion;
  const { VoiceConnector: made } = await once.voice.send(
    new CreateVoiceConnectorCommand({ Name, AwsRegion, RequireEncryption }),
  );
  return requireId(made?.VoiceConnectorId, 'Voice Connector');
}

/** Makes it what it is to be, whatever it was. */
async function shape(chime: Chime, id: string, properties: VoiceConnectorProperties, work: Work) {
  const { RequireEncryption } = properties;
  const update = { VoiceConnectorId: id, Name: nameOf(properties, work), RequireEncryption };
  await chime.voice.send(new UpdateVoiceConnectorCommand(update));
  await applyParts(chime, id, properties, work);
  const command = new GetVoiceConnectorCommand({ VoiceConnectorId: id });
  const { VoiceConnectorArn: Arn, OutboundHostName } = (await chime.voice.send(command)).VoiceConnector ?? {};
  if (Arn === undefined || OutboundHostName === undefined) throw new ResourceError(`Voice Connector ${id} has no ARN`);
  return { id, data: { Arn, OutboundHostName } };
}
