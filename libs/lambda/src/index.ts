/** What every function needs around its own work: a handler that logs, a logger that keeps secrets, checked settings. */
export { ConnectEventError, parseConnectEvent, type ConnectRequest } from './connect-event.ts';
export {
  connectHandler,
  MAX_CONNECT_RESPONSE_BYTES,
  type ConnectAnswer,
  type ConnectHandler,
  type ConnectHandlerOptions,
} from './connect-handler.ts';
export { dialCountries, dialQuotas, voiceConnectorDestinations } from './dial-settings.ts';
export { ConfigurationError, readEnvironment } from './environment.ts';
export { awsProblem, type AwsRefusal } from './http/aws-problem.ts';
export { httpHandler, type HttpAnswer, type HttpHandler, type HttpHandlerOptions } from './http/http-handler.ts';
export { HttpProblem, type HttpProblemOptions } from './http/http-problem.ts';
export { MAX_BODY_BYTES, type HttpRequest } from './http/http-request.ts';
export { keptSetting } from './http/kept-setting.ts';
export { signedInOptions, type SignedInEnvironment } from './http/signed-in.ts';
export { jsonSetting } from './json-setting.ts';
export { createLogger, type LoggerOptions, type LogLevel } from './logger.ts';
export { meetingSettings } from './meeting-settings.ts';
export { mask, redact } from './redact.ts';
export { reportTo } from './report.ts';
export { createSecret, type SecretOptions } from './secret.ts';
export { flag, logLevel, region, signedInSettings, tableName } from './settings.ts';
export { smaHandler, type SmaHandler, type SmaHandlerOptions } from './sma-handler.ts';
export { anybody } from './sign-in/anybody.ts';
export { emailDomainAllowed } from './sign-in/email-domain.ts';
export { OPERATORS } from './sign-in/operators.ts';
export { createTokenVerifier, type TokenSettings, type TokenVerifierOptions } from './sign-in/token-verifier.ts';
export type { TokenProblem, User, Verified, VerifyToken } from './sign-in/user.ts';
