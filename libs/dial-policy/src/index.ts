/** Which phone numbers may be dialled: pure rules, no I/O. */
export { checkNumber, type DialDecision } from './check-number.ts';
export { type CountryCode, defaultPolicy, type DialPolicy, isCountryCode } from './policy.ts';
export { meetingNumber } from './ranges.ts';
export { type Refusal, type RefusalReason, refusalReasons } from './refusals.ts';
