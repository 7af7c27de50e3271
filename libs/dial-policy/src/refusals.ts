/** Why a number is refused. `message` is for the person who dialled; it never repeats what they typed. */
export interface Refusal {
  allowed: false;
  reason: RefusalReason;
  message: string;
}

/** The closed set of reasons, in the order in which they are looked for. */
export const refusalReasons = [
  'not-a-number',
  'extension',
  'emergency',
  'short-code',
  'meeting-number',
  'satellite',
  'no-country',
  'country-not-allowed',
  'premium-rate',
  'shared-cost',
  'personal-number',
  'toll-free',
  'not-in-use',
  'denied-prefix',
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

const messages: Record<RefusalReason, string> = {
  'not-a-number': 'That is not a phone number. Write it in digits, for example +12065550100.',
  extension: 'Extensions cannot be dialled. Leave the extension out.',
  emergency: 'Emergency numbers cannot be called from here. Use another phone.',
  'short-code': 'Short numbers cannot be called from here. Write the full number, for example +12065550100.',
  'meeting-number': 'That number is reserved for joining meetings and cannot be called.',
  satellite: 'Calls to satellite phones and global networks are not allowed.',
  'no-country': 'That number belongs to no country, so calls to it are not allowed.',
  'country-not-allowed': 'Calls to that country are not allowed.',
  'premium-rate': 'Premium rate numbers are not allowed.',
  'shared-cost': 'Numbers that are charged at a special rate are not allowed.',
  'personal-number': 'Personal numbers and pagers are not allowed, because what a call to them costs is not known.',
  'toll-free': 'Toll-free numbers are not allowed.',
  'not-in-use': 'No such number is in use. Write numbers of other countries with + and the country code.',
  'denied-prefix': 'Calls to that range of numbers are not allowed.',
};

export function refuse(reason: RefusalReason, message = messages[reason]): Refusal {
  return { allowed: false, reason, message };
}
