/** Telephone numbers that the emulated carriers offer: the ranges set aside for fiction, where a country has one. */
import type { PhoneNumberType } from '@aws-sdk/client-chime-sdk-voice';

export interface Country {
  code: string;
  /** Each is followed by two digits, 00 to 99. */
  local: readonly string[];
  tollFree: readonly string[];
}

/** Countries other than the US with SipMediaApplicationDialIn numbers. */
export const otherCountries: readonly Country[] = [
  { code: 'AU', local: ['+6125550010', '+6135550010'], tollFree: ['+6118009754'] },
  { code: 'AT', local: ['+4317200055'], tollFree: ['+4380020055'] },
  { code: 'CA', local: ['+141655501', '+160455501', '+161355501'], tollFree: ['+183355501'] },
  { code: 'DE', local: ['+493023125'], tollFree: ['+498005550'] },
  { code: 'DK', local: ['+45325550'], tollFree: ['+45805550'] },
  { code: 'FI', local: ['+3589424500'], tollFree: ['+3588005550'] },
  { code: 'GB', local: ['+4420794600', '+4411349600'], tollFree: ['+4480815705'] },
  { code: 'IE', local: ['+353209100'], tollFree: ['+3531800555'] },
  { code: 'IT', local: ['+390655500'], tollFree: ['+398005550'] },
  { code: 'NZ', local: ['+6495550'], tollFree: ['+648005550'] },
  { code: 'SE', local: ['+4684650040'], tollFree: ['+46205550'] },
  { code: 'CH', local: ['+4144555001'], tollFree: ['+418005550'] },
];

/** 800 numbers exist, but are never on offer. */
export const tollFreePrefixes: readonly string[] = ['833', '844', '855', '866', '877', '888'];

/** A hundred numbers of a US area code or toll-free prefix: 555-0100 to 555-0199. */
export function usNumbers(areaCode: string): readonly string[] {
  return block(`+1${areaCode}55501`);
}

export function numbersOf(country: Country, type: PhoneNumberType): readonly string[] {
  return (type === 'Local' ? country.local : country.tollFree).flatMap(block);
}

/** Where a number belongs, if it is one that can be ordered. */
export function lookUp(e164: string): { Country: string; Type: PhoneNumberType } | undefined {
  const prefix = e164.slice(0, -2);
  for (const { code, local, tollFree } of otherCountries) {
    if (local.includes(prefix)) return { Country: code, Type: 'Local' };
    if (tollFree.includes(prefix)) return { Country: code, Type: 'TollFree' };
  }
  const areaCode = /^\+1([2-9]\d\d)55501\d\d$/.exec(e164)?.[1];
  if (areaCode === undefined || areaCode === '800' || areaCode.endsWith('11')) return undefined;
  return { Country: 'US', Type: tollFreePrefixes.includes(areaCode) ? 'TollFree' : 'Local' };
}

function block(prefix: string): readonly string[] {
  return Array.from({ length: 100 }, (_, index) => prefix + String(index).padStart(2, '0'));
}
