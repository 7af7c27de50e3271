import { Refusal } from '../../../aws/refusal.ts';
import type { NumberError } from '../../../directory/associations.ts';

/** Does something to each number; those that are refused are reported, the others go through. */
export function eachNumber(ids: readonly string[], act: (id: string) => void): NumberError[] {
  return ids.flatMap((id) => {
    try {
      act(id);
      return [];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [{ PhoneNumberId: id, ErrorCode: toErrorCode(error.code), ErrorMessage: error.message }];
    }
  });
}

function toErrorCode(code: Refusal['code']): NumberError['ErrorCode'] {
  if (code === 'AssociationsExist') return 'PhoneNumberAssociationsExist';
  return code === 'NotFound' || code === 'Conflict' || code === 'ResourceLimitExceeded' ? code : 'BadRequest';
}
