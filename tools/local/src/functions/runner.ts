/**
 * Runs the `serverless` command line of the service in the working directory, with `LocalPlugin` added, so that no
 * serverless.yml has to name it. Ends when its parent does.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { removeBundles } from './bundles.ts';
import { LocalPlugin } from './plugin.ts';
import type { Serverless } from './serverless.ts';

const require = createRequire(join(process.cwd(), 'serverless.yml'));
const { prototype } = require('serverless/lib/serverless') as { prototype: Serverless };
const init = Object.getOwnPropertyDescriptor(prototype, 'init')?.value as Serverless['init'];

prototype.init = async function (this: Serverless) {
  // Without a list the command line does not look for the commands of plugins.
  if (this.configurationInput) this.configurationInput.plugins ??= [];
  await init.call(this);
  this.pluginManager.addPlugin(LocalPlugin);
};

process.once('exit', removeBundles);
process.once('disconnect', () => process.exit());
// A command that failed must end, though its parent listens.
process.channel?.unref();
require('serverless/bin/serverless.js');
