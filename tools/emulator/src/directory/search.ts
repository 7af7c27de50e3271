import type {
  ListSupportedPhoneNumberCountriesResponse,
  PhoneNumberProductType,
  SearchAvailablePhoneNumbersRequest,
} from '@aws-sdk/client-chime-sdk-voice';
import { paginate, type Page } from '../aws/paginate.ts';
import { peek } from '../aws/peek.ts';
import { Refusal } from '../aws/refusal.ts';
import type { Wire } from '../aws/wire.ts';
import { areaCodes } from './area-codes.ts';
import { numbersOf, otherCountries, tollFreePrefixes, usNumbers } from './catalogue.ts';
import type { DirectoryContext } from './context.ts';

export type NumberSearch = Wire<SearchAvailablePhoneNumbersRequest>;

/** Numbers on offer that the account does not have. Throws BadRequest for a search that AWS does not accept. */
export function searchNumbers(context: DirectoryContext, search: NumberSearch): Page<string> {
  const { numbers } = context.state();
  const free = onOffer(search).filter((number) => !(number in numbers));
  return paginate(free, (number) => number, search, 500);
}

/** Countries with numbers of a product type: Voice Connector numbers are American. */
export function supportedCountries(
  productType: PhoneNumberProductType,
): NonNullable<ListSupportedPhoneNumberCountriesResponse['PhoneNumberCountries']> {
  const codes = productType === 'VoiceConnector' ? [] : otherCountries.map(({ code }) => code);
  return ['US', ...codes].map((CountryCode) => ({ CountryCode, SupportedPhoneNumberTypes: ['Local', 'TollFree'] }));
}

function onOffer(search: NumberSearch): readonly string[] {
  return (search.Country ?? 'US') === 'US' ? american(search) : foreign(search);
}

function american({ AreaCode, City, State, TollFreePrefix, PhoneNumberType }: NumberSearch): readonly string[] {
  if (TollFreePrefix !== undefined || PhoneNumberType === 'TollFree') {
    return tollFreePrefixes.filter((prefix) => prefix === (TollFreePrefix ?? prefix)).flatMap(usNumbers);
  }
  if (AreaCode !== undefined) {
    if (!/^[2-9]\d\d$/.test(AreaCode)) throw bad(`AreaCode ${AreaCode} is not a US area code (three digits, from 200)`);
    return AreaCode === '800' || tollFreePrefixes.includes(AreaCode) ? [] : usNumbers(AreaCode);
  }
  if (State === undefined) {
    if (City !== undefined) throw bad('City needs State');
    throw bad('A search of US numbers needs AreaCode, State, City and State, or TollFreePrefix');
  }
  const codes = peek(areaCodes, State);
  if (!codes) throw bad(`State ${State} is not a US state, such as WA`);
  const inCity = Object.keys(codes).filter((code) => codes[code]?.toLowerCase() === City?.toLowerCase());
  // A town that the table does not know is served by its state's area codes.
  return (inCity.length > 0 ? inCity : Object.keys(codes)).flatMap(usNumbers);
}

function foreign({ Country, PhoneNumberType }: NumberSearch): readonly string[] {
  const country = otherCountries.find(({ code }) => code === Country);
  if (!country)
    throw bad(`Country ${Country} has no numbers. Countries: US, ${otherCountries.map(({ code }) => code).join(', ')}`);
  if (PhoneNumberType === undefined) throw bad(`A search in ${Country} needs PhoneNumberType (Local or TollFree)`);
  return numbersOf(country, PhoneNumberType);
}

function bad(message: string): Refusal {
  return new Refusal('BadRequest', message);
}
