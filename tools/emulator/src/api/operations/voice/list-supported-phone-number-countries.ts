import type {
  ListSupportedPhoneNumberCountriesRequest,
  ListSupportedPhoneNumberCountriesResponse,
} from '@aws-sdk/client-chime-sdk-voice';
import type { Operation } from '../../operation.ts';

export const listSupportedPhoneNumberCountries: Operation<
  ListSupportedPhoneNumberCountriesRequest,
  ListSupportedPhoneNumberCountriesResponse
> = {
  handle: ({ ProductType }, { directory }) => ({ PhoneNumberCountries: directory.supportedCountries(ProductType) }),
};
