import { expect, test } from '@jest/globals';
import { createNodes } from './index.ts';

type Projects = Record<string, { implicitDependencies: string[]; targets: Record<string, { cache: boolean }> }>;

const context = { workspaceRoot: '/workspace', nxJsonConfiguration: {} };

async function projectsOf(...files: string[]): Promise<Projects> {
  const results = await createNodes[1](files, undefined, context);
  return Object.assign({}, ...results.map(([, result]) => result.projects)) as Projects;
}

test('a service has the commands of the Serverless Framework, and only packaging is cached', async () => {
  const projects = await projectsOf('services/alpha/serverless.yml');

  const cached = Object.entries(projects['services/alpha']?.targets ?? {}).map(([name, { cache }]) => [name, cache]);
  expect(cached).toEqual([
    ['package', true],
    ['deploy', false],
    ['remove', false],
    ['invoke-local', false],
    ['offline', false],
    ['info', false],
    ['logs', false],
  ]);
});

test('services depend on infra, and infra on nothing', async () => {
  const projects = await projectsOf('services/infra/serverless.yml', 'services/alpha/serverless.yml');

  expect(projects['services/alpha']?.implicitDependencies).toEqual(['infra']);
  expect(projects['services/infra']?.implicitDependencies).toEqual([]);
});

test('without infra a service depends on nothing', async () => {
  const projects = await projectsOf('services/alpha/serverless.yml');

  expect(projects['services/alpha']?.implicitDependencies).toEqual([]);
});
