import { createHash } from 'node:crypto';
import { ResourceNotFoundError, UnsupportedError } from 'cognito-local/lib/errors.js';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import { type CognitoService, USER_POOL_AWS_DEFAULTS } from 'cognito-local/lib/services/cognitoService.js';
import type { Clock } from 'cognito-local/lib/services/clock.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import { type UserPoolService, UserPoolServiceImpl } from 'cognito-local/lib/services/userPoolService.js';
import { arn, type Account } from '../aws/account.ts';
import { MemoryStore } from './memory-store.ts';
import type { PoolDefinition } from './pool.ts';

/** A pool that is there. */
export interface MadePool {
  name: string;
  id: string;
  clients: readonly { name: string; id: string }[];
}

export interface Pools {
  cognito: CognitoService;
  make(context: Context, definition: PoolDefinition): Promise<MadePool>;
}

/** The account's user pools, in memory. Ids follow from names, so that what a shell was told stays right. */
export function createPools(account: Account, clock: Clock): Pools {
  const pools = new Map<string, UserPoolService>();
  const clients = new MemoryStore({ Clients: {} });

  async function getUserPool(_context: Context, id: string): Promise<UserPoolService> {
    const pool = pools.get(id);
    if (!pool) throw new ResourceNotFoundError(`User pool ${id} does not exist.`);
    return pool;
  }

  const getAppClient: CognitoService['getAppClient'] = (context, id) => clients.get(context, ['Clients', id]);
  const byStack = (): never => {
    throw new UnsupportedError('User pools come from serverless.yml');
  };

  const cognito: CognitoService = {
    getUserPool,
    getAppClient,
    async getUserPoolForClientId(context, id) {
      const client = await getAppClient(context, id);
      if (!client) throw new ResourceNotFoundError(`User pool client ${id} does not exist.`);
      return getUserPool(context, client.UserPoolId);
    },
    async listAppClients(context, id) {
      const all = Object.values(await clients.get<Record<string, AppClient>>(context, 'Clients'));
      return all.filter(({ UserPoolId }) => UserPoolId === id);
    },
    listUserPools: async () => [...pools.values()].map(({ options }) => options),
    createUserPool: byStack,
    deleteUserPool: byStack,
  };

  return {
    cognito,
    async make(context, { name, properties, clients: wanted, groups }) {
      const id = `${account.region}_${digest(name).slice(0, 9)}`;
      const now = clock.get();
      const times = { CreationDate: now, LastModifiedDate: now };
      const options = {
        ...USER_POOL_AWS_DEFAULTS,
        ...properties,
        ...times,
        Id: id,
        Arn: arn(account, 'cognito-idp', `userpool/${id}`),
        Name: name,
      };
      const store = new MemoryStore({ Users: {}, Groups: {}, Options: options });
      const pool = new UserPoolServiceImpl(clients, clock, store, options);
      for (const group of groups) await pool.saveGroup(context, { ...times, GroupName: group });
      const made = wanted.map((client) => ({ ...client, id: digest(`${name} ${client.name}`).slice(0, 26) }));
      for (const client of made) {
        const { GenerateSecret: _none, ...others } = client.properties;
        await pool.saveAppClient(context, {
          ...others,
          ...times,
          UserPoolId: id,
          ClientName: client.name,
          ClientId: client.id,
        });
      }
      pools.set(id, pool);
      return { name, id, clients: made.map((client) => ({ name: client.name, id: client.id })) };
    },
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
