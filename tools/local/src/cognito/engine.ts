/** The only file that loads cognito-local, of which it takes the operations, not the server: that would load the old SDK. */
import { CognitoError, UnsupportedError } from 'cognito-local/lib/errors.js';
import keys from 'cognito-local/lib/keys/cognitoLocal.public.json' with { type: 'json' };
import { Router } from 'cognito-local/lib/server/Router.js';
import type { Clock as CognitoClock } from 'cognito-local/lib/services/clock.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { Services } from 'cognito-local/lib/services/index.js';
import { JwtTokenGenerator, type TokenGenerator } from 'cognito-local/lib/services/tokenGenerator.js';
import { attributesRemove, attributeValue } from 'cognito-local/lib/services/userPoolService.js';
import { Targets } from 'cognito-local/lib/targets/targets.js';
import type { Clock } from '@patchbay/emulator';
import type { Account } from '../aws/account.ts';
import { AwsError } from '../aws/error.ts';
import type { Operation } from '../http/json-service.ts';
import type { LocalLambda } from '../lambda/start-lambda.ts';
import { createCorrections } from './corrections.ts';
import type { PoolDefinition } from './pool.ts';
import { createPools, type MadePool } from './pools.ts';
import { createTriggers } from './pre-sign-up.ts';

export interface EngineOptions {
  account: Account;
  clock: Clock;
  lambda: Pick<LocalLambda, 'invoke'>;
  /** What issuers begin with. */
  endpoint: string;
  /** By which an address is confirmed. */
  code: string;
}

export interface Engine {
  /** By their name in the API. */
  operations: Readonly<Record<string, Operation>>;
  /** The public keys of every pool. */
  jwks: { keys: readonly object[] };
  createPool(definition: PoolDefinition): Promise<MadePool>;
}

/** Nothing is logged: what went wrong is in the answer. */
const silent = (): void => undefined;
const logger: Context['logger'] = { child: () => logger, debug: silent, info: silent, warn: silent, error: silent };
const context: Context = { logger };

export function createEngine({ account, clock, lambda, endpoint, code }: EngineOptions): Engine {
  const time: CognitoClock = { get: () => new Date(clock.now()) };
  const { cognito, make } = createPools(account, time);
  const triggers = createTriggers(cognito, lambda, account.region);
  const config: Services['config'] = {
    LambdaClient: {},
    TriggerFunctions: {},
    UserPoolDefaults: { UsernameAttributes: ['email'] },
    ServerConfig: {},
    TokenConfig: { IssuerDomain: endpoint },
  };
  const tokenGenerator = withConfirmation(new JwtTokenGenerator(time, triggers, config.TokenConfig));
  // The code is known to everybody, so no message is sent.
  const messages: Services['messages'] = { deliver: async () => undefined };
  const services: Services = { clock: time, cognito, config, messages, otp: () => code, tokenGenerator, triggers };
  const route = Router(services);
  const correct = createCorrections(services, context);

  const operation = (name: string): Operation => {
    const run = correct(name, (input) => route(name)(context, input) as Promise<object>);
    return (input) => run(input as object).then(toWire, refuse);
  };
  return {
    operations: Object.fromEntries(Object.keys(Targets).map((name) => [name, operation(name)])),
    jwks: { keys: [keys.jwk] },
    createPool: (definition) => make(context, definition),
  };
}

/** cognito-local takes an `email_verified` of "false" for a yes. */
function withConfirmation(inner: TokenGenerator): TokenGenerator {
  return {
    generate(about, user, ...others) {
      const confirmed = attributeValue('email_verified', user.Attributes) === 'true';
      const Attributes = confirmed ? user.Attributes : attributesRemove(user.Attributes, 'email_verified');
      return inner.generate(about, { ...user, Attributes }, ...others);
    },
  };
}

/** Times as AWS's JSON protocol has them: seconds. */
function toWire(value: unknown): unknown {
  if (value instanceof Date) return Math.floor(value.getTime() / 1000);
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toWire(inner)]));
}

function refuse(error: unknown): never {
  if (error instanceof CognitoError) throw new AwsError(error.code, error.message);
  if (error instanceof UnsupportedError) throw new AwsError('UnsupportedOperationException', error.message, 501);
  throw error;
}
