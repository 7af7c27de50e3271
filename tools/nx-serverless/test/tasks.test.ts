import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createWorkspace, type Workspace } from './workspace.ts';

/** Each test runs nx for real, a second or two each. */
const timeout = 60_000;

describe('nx on a workspace with the services infra, alpha, beta and gamma', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await createWorkspace();
  });
  afterAll(() => workspace.remove('.'));

  const deploy = ['deploy', '--stage=prod', '--region=us-west-2'];
  const remove = ['remove', '--stage=prod', '--region=us-west-2'];

  test(
    'deploying a service deploys infra first, to the same stage',
    async () => {
      const calls = await workspace.nx('run', 'alpha:deploy', '--stage=prod', '--region=us-west-2');

      expect(calls).toEqual([
        ['infra', ...deploy],
        ['alpha', ...deploy],
      ]);
    },
    timeout,
  );

  test(
    'deploying again is never answered from the cache',
    async () => {
      const calls = await workspace.nx('run', 'alpha:deploy', '--stage=prod', '--region=us-west-2');

      expect(calls).toHaveLength(2);
    },
    timeout,
  );

  test(
    'removing infra removes the other services first, from the same stage',
    async () => {
      const calls = await workspace.nx('run', 'infra:remove', '--stage=prod', '--region=us-west-2');

      expect(calls.slice(0, -1).sort()).toEqual([
        ['alpha', ...remove],
        ['beta', ...remove],
        ['gamma', ...remove],
      ]);
      expect(calls.at(-1)).toEqual(['infra', ...remove]);
    },
    timeout,
  );

  test(
    'removing another service removes only that one',
    async () => {
      const calls = await workspace.nx('run', 'alpha:remove', '--stage=prod', '--region=us-west-2');

      expect(calls).toEqual([['alpha', ...remove]]);
    },
    timeout,
  );

  test(
    'flags of invoke-local reach the framework',
    async () => {
      const calls = await workspace.nx('run', 'alpha:invoke-local', '--', '-f', 'main', '-p', 'event.json');

      expect(calls).toEqual([['alpha', 'invoke', 'local', '-f', 'main', '-p', 'event.json']]);
    },
    timeout,
  );

  test(
    'packaging is cached until a library that the service uses changes',
    async () => {
      const packageAll = async () =>
        (await workspace.nx('run-many', '-t', 'package')).map(([service]) => service).sort();

      const first = await packageAll();
      await workspace.remove('services/beta/.serverless');
      const unchanged = await packageAll();
      await workspace.write('libs/greeting/src/index.ts', "export const greeting = 'Good morning';\n");
      const changed = await packageAll();

      expect(first).toEqual(['alpha', 'beta', 'gamma', 'infra']);
      expect(unchanged).toEqual([]);
      expect(await workspace.read('services/beta/.serverless/package.txt')).toBe('beta');
      expect(changed).toEqual(['alpha', 'gamma']);
    },
    timeout,
  );

  test(
    "a package of another stage is another package, and a library's tests do not count",
    async () => {
      await workspace.nx('run', 'alpha:package');
      await workspace.write('libs/greeting/src/index.test.ts', 'export {};\n');

      expect(await workspace.nx('run', 'alpha:package')).toEqual([]);
      expect(await workspace.nx('run', 'alpha:package', '--stage=prod')).toEqual([
        ['alpha', 'package', '--stage=prod'],
      ]);
    },
    timeout,
  );
});
