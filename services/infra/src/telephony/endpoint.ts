import { UpdateSipMediaApplicationCommand } from '@aws-sdk/client-chime-sdk-voice';
import { defineResource, ResourceError, type CustomResource } from '@patchbay/custom-resource';
import * as z from 'zod';
import { unlessGone, type Chime } from './chime.ts';
import { UUID } from './ids.ts';
import { getApplication } from './sip-media-application.ts';

const arn = z.string().startsWith('arn:', 'must be the ARN of a function');
const schema = z.strictObject({
  SipMediaApplicationId: z.string().regex(UUID, 'must be the id of a SIP media application'),
  FunctionArn: arn,
  /** What answers again when this goes. */
  StandInArn: arn,
});

type Properties = z.output<typeof schema>;

/** The function behind a SIP media application, which is there all the time: this attaches one and takes it away. */
export function sipMediaApplicationEndpoint(chime: Chime): CustomResource {
  const attach = async ({ SipMediaApplicationId: id, FunctionArn }: Properties) => {
    if ((await getApplication(chime, id)) === undefined) {
      throw new ResourceError(`SipMediaApplicationId is "${id}": this account has no such SIP media application`);
    }
    await lead(chime, id, FunctionArn);
    return { id: `${id}/endpoint` };
  };
  return defineResource({
    type: 'Custom::SipMediaApplicationEndpoint',
    schema,
    ids: /\/endpoint$/,
    create: attach,
    update: (_id, properties) => attach(properties),
    async delete(_id, { SipMediaApplicationId: id, FunctionArn, StandInArn }) {
      const application = await getApplication(chime, id);
      // Somebody else's function stays.
      if (application?.Endpoints?.[0]?.LambdaArn === FunctionArn) await unlessGone(lead(chime, id, StandInArn));
    },
  });
}

async function lead({ voice }: Chime, SipMediaApplicationId: string, LambdaArn: string): Promise<void> {
  await voice.send(new UpdateSipMediaApplicationCommand({ SipMediaApplicationId, Endpoints: [{ LambdaArn }] }));
}
