import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  DisassociatePhoneNumbersFromVoiceConnectorCommand,
  type PhoneNumberError,
} from '@aws-sdk/client-chime-sdk-voice';
import { defineResource, ResourceError, type CustomResource, type Work } from '@patchbay/custom-resource';
import * as z from 'zod';
import { unlessGone, type Chime } from './chime.ts';
import { PHONE_NUMBER, VOICE_CONNECTOR } from './ids.ts';

const schema = z.strictObject({
  VoiceConnectorId: z.string().regex(VOICE_CONNECTOR, 'must be the id of a Voice Connector'),
  Numbers: z.array(z.string().regex(PHONE_NUMBER, 'must be an E.164 number')).min(1),
});

type Properties = z.output<typeof schema>;

/** The numbers of a Voice Connector. None is taken away from another. */
export function voiceConnectorNumbers(chime: Chime): CustomResource {
  return defineResource({
    type: 'Custom::VoiceConnectorNumbers',
    schema,
    ids: /\/numbers$/,
    create: (properties, work) => give(chime, properties, work),
    async update(_id, properties, before, work) {
      const made = await give(chime, properties, work);
      const gone = before?.Numbers.filter((number) => !properties.Numbers.includes(number)) ?? [];
      if (before?.VoiceConnectorId === properties.VoiceConnectorId) await take(chime, { ...before, Numbers: gone });
      return made;
    },
    delete: (_id, properties) => take(chime, properties),
  });
}

/** A number that was just ordered is refused for a while. */
async function give({ voice }: Chime, { VoiceConnectorId, Numbers }: Properties, work: Work) {
  let errors: readonly PhoneNumberError[] = [];
  const command = new AssociatePhoneNumbersWithVoiceConnectorCommand({
    VoiceConnectorId,
    E164PhoneNumbers: Numbers,
    ForceAssociate: false,
  });
  const ask = async () => {
    errors = (await voice.send(command)).PhoneNumberErrors ?? [];
    if (errors.every(({ ErrorCode }) => ErrorCode === 'BadRequest' || ErrorCode === 'Throttled')) {
      return errors.length === 0 ? true : undefined;
    }
    throw refused('associated', errors);
  };
  try {
    await work.wait('numbers', ask, { everyMs: 10_000, forMs: 120_000 });
  } catch (error) {
    throw errors.length > 0 ? refused('associated', errors) : error;
  }
  return { id: `${VoiceConnectorId}/numbers` };
}

async function take({ voice }: Chime, { VoiceConnectorId, Numbers }: Properties): Promise<void> {
  if (Numbers.length === 0) return;
  const input = { VoiceConnectorId, E164PhoneNumbers: Numbers };
  const answer = await unlessGone(voice.send(new DisassociatePhoneNumbersFromVoiceConnectorCommand(input)));
  // BadRequest: it has been taken away already.
  const errors = (answer?.PhoneNumberErrors ?? []).filter(
    ({ ErrorCode }) => ErrorCode !== 'NotFound' && ErrorCode !== 'BadRequest',
  );
  if (errors.length > 0) throw refused('disassociated', errors);
}

function refused(what: string, errors: readonly PhoneNumberError[]): ResourceError {
  const each = errors.map(({ PhoneNumberId, ErrorMessage }) => `${PhoneNumberId}: ${ErrorMessage}`);
  return new ResourceError(`Not all numbers of the Voice Connector could be ${what}: ${each.join('; ')}`);
}
