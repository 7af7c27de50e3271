/**
 * Serverless Framework plugin: `sls invoke local` looks for .js and .cjs files only, so a function that was bundled as
 * an ES module gets a CommonJS file beside it that leads there. To be listed after the plugin that bundles.
 */
const { existsSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');

module.exports = class InvokeLocalEsm {
  constructor(serverless, options) {
    this.hooks = {
      'before:invoke:local:invoke': () => {
        const { handler } = serverless.service.getFunction(options.function);
        const path = join(serverless.serviceDir, handler.slice(0, handler.lastIndexOf('.')));
        if (!existsSync(`${path}.mjs`)) return;
        writeFileSync(`${path}.cjs`, `module.exports = require('./${basename(path)}.mjs');\n`);
      },
    };
  }
};
