import {
  CreatePhoneNumberOrderCommand,
  GetPhoneNumberOrderCommand,
  SearchAvailablePhoneNumbersCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { ResourceError, type Work } from '@patchbay/custom-resource';
import { isNamed, type Chime } from './chime.ts';
import { requireId } from './ids.ts';
import type { PhoneNumberProperties } from './phone-number.ts';

const MAX_SEARCHES = 3;
const MAX_ORDERS_A_SEARCH = 5;
const MAX_RESULTS = 100;

/**
 * Looks for numbers, orders one, and waits until it is acquired. Where to begin follows from the resource's name, since
 * many look for the same at the same moment; when somebody was faster, or the order fails, the next one is ordered.
 */
export async function orderNumber(
  chime: Chime,
  name: string,
  properties: PhoneNumberProperties,
  work: Work,
): Promise<string> {
  let problem = 'none was on offer';
  for (let searches = 0; searches < MAX_SEARCHES; searches++) {
    const offered = await search(chime, properties);
    for (const number of from(work.spread + searches, offered).slice(0, MAX_ORDERS_A_SEARCH)) {
      const outcome = await tryToOrder(chime, name, number, properties, work);
      if (outcome === 'acquired') return number;
      problem = outcome;
    }
    if (offered.length === 0) break;
  }
  throw new ResourceError(`No phone number was acquired for ${inWords(properties)}: ${problem}`);
}

async function search({ numbers }: Chime, properties: PhoneNumberProperties): Promise<string[]> {
  const { Country, PhoneNumberType, AreaCode, City, State, TollFreePrefix } = properties;
  const wanted = { Country, PhoneNumberType, AreaCode, City, State, TollFreePrefix };
  const command = new SearchAvailablePhoneNumbersCommand({ ...wanted, MaxResults: MAX_RESULTS });
  return (await numbers.send(command)).E164PhoneNumbers ?? [];
}

function from<T>(start: number, list: readonly T[]): T[] {
  const at = list.length === 0 ? 0 : start % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

/** 'acquired', or why not. */
async function tryToOrder(
  { once, numbers }: Chime,
  Name: string,
  number: string,
  { ProductType }: PhoneNumberProperties,
  work: Work,
): Promise<string> {
  let id: string;
  try {
    const command = new CreatePhoneNumberOrderCommand({ ProductType, E164PhoneNumbers: [number], Name });
    const { PhoneNumberOrder: order } = await once.numbers.send(command);
    work.made(number);
    id = requireId(order?.PhoneNumberOrderId, 'phone number order');
  } catch (error) {
    if (isNamed(error, 'BadRequestException')) return error.message;
    if (!isNamed(error, 'ResourceLimitExceededException')) throw error;
    const more = 'Ask AWS for a higher quota of phone numbers, or give some back';
    throw new ResourceError(`The account may have no more phone numbers: ${error.message}. ${more}`, { cause: error });
  }
  return work.wait(`the order of ${number}`, async () => {
    const { PhoneNumberOrder: order } = await numbers.send(new GetPhoneNumberOrderCommand({ PhoneNumberOrderId: id }));
    if (order?.OrderedPhoneNumbers?.some(({ Status }) => Status === 'Acquired')) return 'acquired';
    return PENDING.has(order?.Status ?? '') ? undefined : `the order of ${number} is ${order?.Status}`;
  });
}

const PENDING: ReadonlySet<string> = new Set(['Processing', 'Submitted', 'FOC', 'ChangeRequested', 'CancelRequested']);

function inWords({ Country, PhoneNumberType, AreaCode, City, State, TollFreePrefix }: PhoneNumberProperties): string {
  const parts = { Country, PhoneNumberType, AreaCode, City, State, TollFreePrefix };
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return given.map(([key, value]) => `${key} ${value}`).join(', ');
}
