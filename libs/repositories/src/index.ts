/** What is kept in DynamoDB. The SDK is loaded when it is first needed, not at cold start. */
export { type Calls, type CallsOptions, createCalls } from './calls.ts';
export { createSettings, type FlowsByNumber, type Settings, type SettingsOptions } from './settings.ts';
