import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@patchbay/emulator';
import type { Account } from '../aws/account.ts';
import { answerJson } from '../http/json-service.ts';
import { listen, type Listening } from '../http/listen.ts';
import type { LocalLambda } from '../lambda/start-lambda.ts';
import type { Engine } from './engine.ts';
import type { PoolDefinition } from './pool.ts';

export interface CognitoOptions {
  account: Account;
  clock: Clock;
  /** Where triggers are invoked. */
  lambda: Pick<LocalLambda, 'invoke'>;
  port?: number;
}

/** A user pool that people can sign up in. */
export interface UserPool {
  name: string;
  id: string;
  /** Of its tokens; the public keys are at `/.well-known/jwks.json` below it. */
  issuer: string;
  clients: readonly { name: string; id: string }[];
}

/** Amazon Cognito user pools in memory (cognito-local): no SRP, no other triggers than pre sign-up, no mail. */
export interface LocalCognito extends Listening {
  createPool(definition: PoolDefinition): Promise<UserPool>;
  pools(): readonly UserPool[];
}

/** The code that every message would contain. */
export const CONFIRMATION_CODE = '000000';

const JWKS_PATH = /^\/[\w-]+\/\.well-known\/jwks\.json$/;

export async function startCognito({ account, clock, lambda, port }: CognitoOptions): Promise<LocalCognito> {
  const pools: UserPool[] = [];
  let engine: Promise<Engine> | undefined;
  // Loaded when the first pool is made: most runs have none.
  const load = (): Promise<Engine> =>
    (engine ??= import('./engine.ts').then(({ createEngine }) =>
      createEngine({ account, clock, lambda, endpoint: server.endpoint, code: CONFIRMATION_CODE }),
    ));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    allowBrowsers(request, response);
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
    } else if (request.method === 'GET') {
      const { jwks } = await load();
      const found = JWKS_PATH.test(request.url ?? '');
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(found ? jwks : { message: `${request.url} is not served here.` }));
    } else {
      const { operations } = await load();
      await answerJson(request, response, {
        targetPrefix: 'AWSCognitoIdentityProviderService',
        operations,
        validationError: 'InvalidParameterException',
      });
    }
  }

  const server = await listen((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error));
  }, port);
  return {
    ...server,
    async createPool(definition) {
      const made = await (await load()).createPool(definition);
      const pool = { ...made, issuer: `${server.endpoint}/${made.id}` };
      pools.push(pool);
      return pool;
    },
    pools: () => pools,
  };
}

/** Pages sign in from any origin, as they do at AWS. */
function allowBrowsers({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
  response.setHeader('access-control-allow-headers', headers['access-control-request-headers'] ?? '*');
  response.setHeader('access-control-expose-headers', 'x-amzn-errortype, x-amzn-requestid');
  response.setHeader('access-control-max-age', '86400');
}
