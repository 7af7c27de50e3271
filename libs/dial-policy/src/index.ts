/** Who may be dialled, and how often: pure rules, no I/O. */
export { checkDestination, type Destination, type DestinationDecision } from './check-destination.ts';
export { checkNumber, type DialDecision } from './check-number.ts';
export {
  checkTransfer,
  type TransferDecision,
  type TransferRequest,
  type TransferRules,
  type TransferTarget,
} from './check-transfer.ts';
export { type Counters, createMemoryCounters } from './counters.ts';
export { type CountryCode, defaultPolicy, type DialPolicy, isCountryCode, policyOf } from './policy.ts';
export {
  createDialQuota,
  type DialQuota,
  type DialQuotaOptions,
  type Quota,
  type QuotaDecision,
  type QuotaLimits,
  type QuotaRefusal,
} from './quota.ts';
export { type Refusal, type RefusalReason, refusalReasons } from './refusals.ts';
export { isListedUser } from './sip-users.ts';
export {
  checkVoiceConnector,
  findVoiceConnector,
  type VoiceConnectorDecision,
  type VoiceConnectorDestination,
  type VoiceConnectorRefusal,
  type VoiceConnectorUser,
} from './voice-connectors.ts';
