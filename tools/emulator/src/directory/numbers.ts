import type { ListPhoneNumbersRequest, UpdatePhoneNumberRequest } from '@aws-sdk/client-chime-sdk-voice';
import { paginate, type Page } from '../aws/paginate.ts';
import { Refusal } from '../aws/refusal.ts';
import type { Wire } from '../aws/wire.ts';
import type { DirectoryContext } from './context.ts';
import { find, toE164, withinQuota } from './lookup.ts';
import type { DirectoryState, NumberRecord } from './state.ts';

/** The account's inventory of telephone numbers; a number's id is the number itself. */
export interface Numbers {
  get(phoneNumberId: string): NumberRecord;
  list(request: Wire<ListPhoneNumbersRequest>): Page<NumberRecord>;
  update(request: Wire<UpdatePhoneNumberRequest>): NumberRecord;
  /** Into the deletion queue, from where it can be restored for seven days. */
  delete(phoneNumberId: string): void;
  restore(phoneNumberId: string): NumberRecord;
}

export function createNumbers(context: DirectoryContext): Numbers {
  const get = (id: string): NumberRecord => findNumber(context.state(), id);
  return {
    get,
    list(request) {
      const { FilterName, FilterValue, ProductType, Status } = request;
      if ((FilterName === undefined) !== (FilterValue === undefined)) {
        throw new Refusal('BadRequest', 'FilterName and FilterValue go together');
      }
      const matches = (number: NumberRecord): boolean =>
        (Status === undefined || number.Status === Status) &&
        (ProductType === undefined || number.ProductType === ProductType) &&
        (FilterName === undefined ||
          number.Associations.some(({ Name, Value }) => Name === FilterName && Value === FilterValue));
      const numbers = Object.values(context.state().numbers).filter(matches);
      return paginate(
        numbers,
        ({ CreatedTimestamp, PhoneNumberId }) => `${CreatedTimestamp} ${PhoneNumberId}`,
        request,
      );
    },
    update(request) {
      const number = get(request.PhoneNumberId);
      applyUpdate(context, number, request);
      number.UpdatedTimestamp = context.now();
      return number;
    },
    delete(id) {
      const number = get(id);
      if (number.Associations.length > 0) throw associated(number);
      if (number.Status !== 'Unassigned') {
        throw new Refusal(
          'BadRequest',
          `${number.E164PhoneNumber} is ${number.Status}; only an Unassigned number can be deleted`,
        );
      }
      number.Status = 'ReleaseInProgress';
      number.DeletionTimestamp = context.now();
      number.dueAt = context.due(context.timing.retentionMs);
    },
    restore(id) {
      const number = get(id);
      if (number.Status !== 'ReleaseInProgress') {
        throw new Refusal(
          'BadRequest',
          `${number.E164PhoneNumber} is ${number.Status}; only a deleted number can be restored`,
        );
      }
      withinQuota(countNumbers(context.state()), context.quotas.phoneNumbers, 'phone numbers');
      number.Status = 'Unassigned';
      number.UpdatedTimestamp = context.now();
      delete number.DeletionTimestamp;
      delete number.dueAt;
      return number;
    },
  };
}

/** Throws NotFound. */
export function findNumber(state: DirectoryState, id: string): NumberRecord {
  return find(state.numbers, toE164(id), 'phone number');
}

/** Numbers that count against the quota: all but deleted ones. */
export function countNumbers(state: DirectoryState): number {
  return Object.values(state.numbers).filter(({ Status }) => Status !== 'ReleaseInProgress').length;
}

function associated({ E164PhoneNumber, Associations }: NumberRecord): Refusal {
  const by = Associations.map(({ Name, Value }) => `${Name} ${Value}`).join(', ');
  return new Refusal('AssociationsExist', `${E164PhoneNumber} is still associated with ${by}`);
}

function applyUpdate(
  context: DirectoryContext,
  number: NumberRecord,
  { ProductType, CallingName, Name }: Wire<UpdatePhoneNumberRequest>,
): void {
  const given = [ProductType, CallingName, Name].filter((value) => value !== undefined).length;
  if (given !== 1) {
    throw new Refusal(
      'BadRequest',
      `One of ProductType, CallingName and Name can be updated at a time; ${given} were given`,
    );
  }
  if (number.Status !== 'Unassigned' && number.Status !== 'Assigned') {
    throw new Refusal('Conflict', `${number.E164PhoneNumber} is ${number.Status} and cannot be updated`);
  }
  if (ProductType !== undefined) changeProductType(number, ProductType);
  else if (CallingName !== undefined) changeCallingName(context, number, CallingName);
  else number.Name = Name;
}

function changeProductType(number: NumberRecord, productType: NumberRecord['ProductType']): void {
  if (number.Status !== 'Unassigned') {
    throw new Refusal(
      'Conflict',
      `${number.E164PhoneNumber} is Assigned; its product type can change while it is Unassigned`,
    );
  }
  if (number.Country !== 'US' && productType === 'VoiceConnector') {
    throw new Refusal('BadRequest', `A number of ${number.Country} can only be a SipMediaApplicationDialIn number`);
  }
  number.ProductType = productType;
}

function changeCallingName(context: DirectoryContext, number: NumberRecord, callingName: string): void {
  if (number.Country !== 'US' || number.Type !== 'Local') {
    throw new Refusal('BadRequest', 'Only local US numbers have a calling name');
  }
  number.CallingName = callingName;
  number.CallingNameStatus = 'UpdateInProgress';
  number.callingNameDueAt = context.due(context.timing.callingNameMs);
}
