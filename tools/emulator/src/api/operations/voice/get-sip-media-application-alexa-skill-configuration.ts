import type {
  GetSipMediaApplicationAlexaSkillConfigurationRequest,
  GetSipMediaApplicationAlexaSkillConfigurationResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import { Refusal } from '../../../aws/refusal.ts';
import type { Operation } from '../../operation.ts';

/** Answers as AWS has since it took the feature away. */
export const getSipMediaApplicationAlexaSkillConfiguration: Operation<
  GetSipMediaApplicationAlexaSkillConfigurationRequest,
  GetSipMediaApplicationAlexaSkillConfigurationResponse
> = {
  handle: ({ SipMediaApplicationId }, { directory }) => {
    directory.applications.get(SipMediaApplicationId);
    throw new Refusal('Gone', 'Alexa skill calling ended on 1 April 2024');
  },
};
