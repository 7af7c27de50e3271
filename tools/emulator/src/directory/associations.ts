import type { ErrorCode, PhoneNumberAssociationName } from '@aws-sdk/client-chime-sdk-voice';
import type { DirectoryContext } from './context.ts';
import { toE164 } from './lookup.ts';
import type { NumberRecord } from './state.ts';

export interface NumberError {
  PhoneNumberId: string;
  ErrorCode: ErrorCode;
  ErrorMessage: string;
}

export interface Owner {
  Name: PhoneNumberAssociationName;
  Value: string;
}

/** Marks a number as in use by a rule, a Voice Connector or a group. */
export function associate(context: DirectoryContext, number: NumberRecord, owner: Owner): void {
  if (isAssociated(number, owner)) return;
  number.Associations.push({ ...owner, AssociatedTimestamp: context.now() });
  number.Status = 'Assigned';
  delete number.dueAt;
}

/** The opposite; a number that nobody else uses becomes Unassigned after `afterMs`. */
export function disassociate(context: DirectoryContext, number: NumberRecord, owner: Owner, afterMs = 0): void {
  if (!isAssociated(number, owner)) return;
  number.Associations = number.Associations.filter(({ Name, Value }) => Name !== owner.Name || Value !== owner.Value);
  if (number.Associations.length > 0) return;
  if (afterMs > 0) number.dueAt = context.due(afterMs);
  else number.Status = 'Unassigned';
}

/** Numbers that `owner` uses. */
export function numbersOf(context: DirectoryContext, owner: Owner): readonly NumberRecord[] {
  return Object.values(context.state().numbers).filter((number) => isAssociated(number, owner));
}

/**
 * Gives numbers to a Voice Connector or group, each on its own.
 * @param force takes a number away from who has it
 * @returns what went wrong, for the numbers for which something did
 */
export function associateMany(
  context: DirectoryContext,
  ids: readonly string[],
  owner: Owner,
  force: boolean,
): NumberError[] {
  return ids.flatMap((id) => {
    const number = context.state().numbers[toE164(id)];
    const error = number ? refuseAssociation(number, owner, force) : notFound(id);
    if (error) return [error];
    if (number) {
      if (force) for (const { Name, Value } of [...number.Associations]) disassociate(context, number, { Name, Value });
      associate(context, number, owner);
    }
    return [];
  });
}

export function disassociateMany(context: DirectoryContext, ids: readonly string[], owner: Owner): NumberError[] {
  return ids.flatMap((id) => {
    const number = context.state().numbers[toE164(id)];
    if (!number) return [notFound(id)];
    if (!isAssociated(number, owner)) {
      return [numberError(id, 'BadRequest', `${id} is not associated with ${owner.Name} ${owner.Value}`)];
    }
    disassociate(context, number, owner);
    return [];
  });
}

function refuseAssociation(number: NumberRecord, owner: Owner, force: boolean): NumberError | undefined {
  const id = number.PhoneNumberId;
  if (number.ProductType !== 'VoiceConnector') {
    return numberError(id, 'BadRequest', `${id} is a ${number.ProductType} number, not a VoiceConnector number`);
  }
  if (number.Status !== 'Unassigned' && number.Status !== 'Assigned') {
    return numberError(id, 'BadRequest', `${id} is ${number.Status}`);
  }
  const other = number.Associations.find(({ Name, Value }) => Name !== owner.Name || Value !== owner.Value);
  if (!other || force) return undefined;
  const message = `${id} is associated with ${other.Name} ${other.Value}; ForceAssociate moves it`;
  return numberError(id, 'PhoneNumberAssociationsExist', message);
}

function isAssociated(number: NumberRecord, owner: Owner): boolean {
  return number.Associations.some(({ Name, Value }) => Name === owner.Name && Value === owner.Value);
}

function notFound(id: string): NumberError {
  return numberError(id, 'NotFound', `There is no phone number ${id}`);
}

function numberError(PhoneNumberId: string, ErrorCode: ErrorCode, ErrorMessage: string): NumberError {
  return { PhoneNumberId, ErrorCode, ErrorMessage };
}
