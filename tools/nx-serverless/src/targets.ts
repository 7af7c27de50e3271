import type { TargetConfiguration } from '@nx/devkit';

export interface ServiceOptions {
  /** Services to remove before this one. */
  removeFirst: string[];
}

/**
 * The Nx targets of a service, each a Serverless Framework command run in the service's folder. Whatever follows the
 * target on the command line goes to that command: `nx run sma-handler:deploy --stage=prod`.
 */
export function serviceTargets({ removeFirst }: ServiceOptions): Record<string, TargetConfiguration> {
  return {
    package: {
      ...command('sls package'),
      cache: true,
      // A library that the service imports is one of its dependencies, so a change there packages it again.
      inputs: ['production', '^production'],
      outputs: ['{projectRoot}/.serverless', '{projectRoot}/.esbuild'],
    },
    // Not `^deploy`: that would pass no flags on, and infra would be deployed to the default stage. Nor `package`,
    // whose result is another stage's: `sls deploy` packages by itself.
    deploy: { ...command('sls deploy'), dependsOn: [{ dependencies: true, target: 'deploy', params: 'forward' }] },
    remove: {
      ...command('sls remove'),
      ...(removeFirst.length > 0 && { dependsOn: [{ projects: removeFirst, target: 'remove', params: 'forward' }] }),
    },
    'invoke-local': command('sls invoke local'),
    offline: { ...command('sls offline'), continuous: true },
    info: command('sls info'),
    logs: command('sls logs'),
  };
}

function command(line: string): TargetConfiguration {
  return { command: line, options: { cwd: '{projectRoot}' }, cache: false };
}
