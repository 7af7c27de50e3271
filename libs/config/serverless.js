/** For a serverless.yml: `${file(../../libs/config/serverless.js):stage.region}` is the region of the stage at hand. */
import { readStage } from '@patchbay/config';

/** @param {{ resolveVariable(address: string): Promise<unknown> }} serverless */
export async function stage({ resolveVariable }) {
  return readStage(String(await resolveVariable('sls:stage')));
}

/** How every function is bundled: what is imported at need becomes a file of its own, so that a cold start does not load it. */
export const esbuild = {
  bundle: true,
  minify: true,
  splitting: true,
  // Seen from a service's folder.
  plugins: '../../libs/config/chunk-names.js',
  format: 'esm',
  outputFileExtension: '.mjs',
  platform: 'node',
  target: 'node24',
  // The CommonJS builds of the AWS SDK can't be tree-shaken.
  mainFields: ['module', 'main'],
  // Needed in a browser, or to find credentials in a profile, by SSO or as another role: a function has its credentials in its environment.
  exclude: [
    'bowser',
    '@aws-sdk/nested-clients/*',
    ...['http', 'ini', 'login', 'process', 'sso', 'web-identity'].map((way) => `@aws-sdk/credential-provider-${way}`),
    '@smithy/credential-provider-imds',
  ],
  // A kept build context would keep the command from ending.
  skipRebuild: true,
  sourcemap: false,
  legalComments: 'none',
  // esbuild does not see names in the banner: a short one would meet a minified one.
  banner: {
    js: "import{createRequire as createRequireHere}from'node:module';const require=createRequireHere(import.meta.url);",
  },
};
