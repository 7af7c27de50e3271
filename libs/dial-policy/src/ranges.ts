import type { NumberType } from 'libphonenumber-js/max';
import type { RefusalReason } from './refusals.ts';

/** Joins a Chime SDK meeting instead of calling somebody; only a meeting flow may dial it. */
export const meetingNumber = '+17035550122';

/**
 * Emergency numbers of many countries, the crisis line 988 and the emergency test number 933. It decides only which
 * reason is given: numbers this short are refused in any case.
 */
export const emergencyNumbers: ReadonlySet<string> = new Set(
  `000 100 101 102 103 104 105 106 107 108 110 111 112 113 114 115 116 117 118 119 120 122 123 127 128 129 131 132 133
   140 144 15 17 18 190 191 192 193 194 195 197 198 199 911 933 988 991 992 993 994 995 996 997 998 999`.split(/\s+/),
);

/** Ranges that number metadata does not call by the name that matters to the bill. */
export const ranges: readonly { pattern: RegExp; reason: RefusalReason }[] = [
  // Global networks: Inmarsat, the satellite systems of +881, and the networks of +882 and +883, satellite ones among them.
  { pattern: /^\+(870|881|882|883)/, reason: 'satellite' },
  // Canada's non-geographic area code, in which satellite phones are.
  { pattern: /^\+1600/, reason: 'satellite' },
  // International premium rate and shared cost services.
  { pattern: /^\+979/, reason: 'premium-rate' },
  { pattern: /^\+808/, reason: 'shared-cost' },
  // Area code 900, and the pay-per-call exchange 976 of every area code.
  { pattern: /^\+1(900|[2-9]\d\d976)/, reason: 'premium-rate' },
];

/** Numbers set aside for drama and examples that the metadata takes for unused: Ofcom's mobile and no-area ranges. */
export const fictional = /^\+44(7700900|1632960)\d{3}$/;

/** Company-wide numbers that cost what a call to a landline costs: the United Kingdom's 03. */
export const ordinaryPrice = /^\+443/;

/** A type that is not named here is an ordinary phone. */
export const typeReasons: Partial<Record<NonNullable<NumberType>, RefusalReason>> = {
  PREMIUM_RATE: 'premium-rate',
  SHARED_COST: 'shared-cost',
  // Company-wide numbers: in some countries at the price of a local call, in others far above it.
  UAN: 'shared-cost',
  PERSONAL_NUMBER: 'personal-number',
  PAGER: 'personal-number',
  VOICEMAIL: 'personal-number',
  TOLL_FREE: 'toll-free',
};
