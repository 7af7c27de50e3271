import type {
  CreatePhoneNumberOrderRequest,
  ListPhoneNumberOrdersRequest,
  PhoneNumberProductType,
} from '@aws-sdk/client-chime-sdk-voice';
import { paginate, type Page } from '../aws/paginate.ts';
import { Refusal } from '../aws/refusal.ts';
import type { Wire } from '../aws/wire.ts';
import { lookUp } from './catalogue.ts';
import type { DirectoryContext } from './context.ts';
import { find, toE164 } from './lookup.ts';
import { countNumbers } from './numbers.ts';
import type { NumberRecord, OrderRecord } from './state.ts';

export interface Orders {
  /** All numbers or none are taken into processing; each is then acquired or not. */
  create(request: Wire<CreatePhoneNumberOrderRequest>): OrderRecord;
  get(phoneNumberOrderId: string): OrderRecord;
  list(request: Wire<ListPhoneNumberOrdersRequest>): Page<OrderRecord>;
}

export function createOrders(context: DirectoryContext): Orders {
  return {
    create({ ProductType, E164PhoneNumbers, Name }) {
      const state = context.state();
      const wanted = [...new Set(E164PhoneNumbers.map(toE164))];
      if (wanted.length === 0) throw new Refusal('BadRequest', 'E164PhoneNumbers must name at least one number');
      const places = wanted.map((number) => requireAvailable(number, ProductType, number in state.numbers));
      const count = countNumbers(state) + wanted.length;
      if (count > context.quotas.phoneNumbers) {
        const message = `The account would have ${count} phone numbers; its quota is ${context.quotas.phoneNumbers}`;
        throw new Refusal('ResourceLimitExceeded', message);
      }
      const now = context.now();
      const order: OrderRecord = {
        PhoneNumberOrderId: context.ids.uuid(),
        ProductType,
        Status: 'Processing',
        OrderType: 'New',
        OrderedPhoneNumbers: wanted.map((E164PhoneNumber) => ({ E164PhoneNumber, Status: 'Processing' })),
        CreatedTimestamp: now,
        UpdatedTimestamp: now,
        dueAt: context.due(context.timing.orderMs),
      };
      state.orders[order.PhoneNumberOrderId] = order;
      for (const [index, number] of wanted.entries()) {
        const place = places[index] ?? { Country: 'US', Type: 'Local' as const };
        const record = newNumber(context, number, ProductType, place);
        state.numbers[number] = { ...record, Status: 'AcquireInProgress', OrderId: order.PhoneNumberOrderId, Name };
      }
      return order;
    },
    get: (id) => find(context.state().orders, id, 'phone number order'),
    list: (request) =>
      paginate(
        Object.values(context.state().orders),
        ({ CreatedTimestamp, PhoneNumberOrderId }) => `${CreatedTimestamp} ${PhoneNumberOrderId}`,
        request,
      ),
  };
}

/** A number as it comes into the inventory. */
export function newNumber(
  context: DirectoryContext,
  number: string,
  ProductType: PhoneNumberProductType,
  place: Pick<NumberRecord, 'Country' | 'Type'>,
): NumberRecord {
  const now = context.now();
  return {
    PhoneNumberId: number,
    E164PhoneNumber: number,
    PhoneNumberArn: context.arn('phone-number', number),
    ...place,
    ProductType,
    Status: 'Unassigned',
    Capabilities: { InboundCall: true, OutboundCall: true, InboundSMS: false, OutboundSMS: false },
    Associations: [],
    CallingNameStatus: 'Unassigned',
    CreatedTimestamp: now,
    UpdatedTimestamp: now,
  };
}

function requireAvailable(
  number: string,
  productType: PhoneNumberProductType,
  owned: boolean,
): Pick<NumberRecord, 'Country' | 'Type'> {
  const place = lookUp(number);
  if (owned || !place) {
    throw new Refusal('BadRequest', `${number} is not available. SearchAvailablePhoneNumbers lists numbers that are`);
  }
  if (place.Country !== 'US' && productType === 'VoiceConnector') {
    throw new Refusal('BadRequest', `A number of ${place.Country} can only be a SipMediaApplicationDialIn number`);
  }
  return place;
}
