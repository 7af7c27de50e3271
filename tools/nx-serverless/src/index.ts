/** Nx plugin: a folder under services/ with a serverless.yml is a project that can be packaged, deployed, run and removed. */
import { basename, dirname } from 'node:path';
import type { CreateNodes } from '@nx/devkit';
import { serviceTargets } from './targets.ts';

/** The service that owns what the others share; it is deployed before them and removed after them. */
const infra = 'infra';

export const name = '@patchbay/nx-serverless';

export const createNodes: CreateNodes = [
  'services/*/serverless.yml',
  (files) => {
    const services = files.map((file) => basename(dirname(file)));
    return files.map((file) => {
      const root = dirname(file);
      const service = basename(root);
      const others = services.filter((other) => other !== infra);
      const project = {
        root,
        name: service,
        projectType: 'application' as const,
        targets: serviceTargets({ removeFirst: service === infra ? others : [] }),
        implicitDependencies: service !== infra && services.includes(infra) ? [infra] : [],
      };
      return [file, { projects: { [root]: project } }] as const;
    });
  },
];
