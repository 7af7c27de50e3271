const tests = String.raw`(\.test\.ts$|/test/|/bench/|/scripts/)`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Types may refer to each other; code that runs may not.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolvable',
      comment: 'aws-lambda is types only (@types/aws-lambda).',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    },
    {
      name: 'not-declared',
      comment: 'A package lists in its package.json what it imports.',
      severity: 'error',
      from: { pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'libs-only-libs', severity: 'error', from: { path: '^libs/' }, to: { path: '^(tools|services)/' } },
    {
      name: 'services-only-libs',
      severity: 'error',
      from: { path: '^services/', pathNot: tests },
      to: { path: '^tools/' },
    },
    {
      name: 'no-service-to-service',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'tools-not-services',
      comment: 'tools/system tests, and the bench of meetings measures, what no service can be tested for alone.',
      severity: 'error',
      from: { path: '^tools/', pathNot: ['^tools/system/', '^tools/bench/src/meetings/'] },
      to: { path: '^services/' },
    },
    {
      name: 'emulator-only-sma',
      severity: 'error',
      from: { path: '^tools/emulator/' },
      to: { path: '^(libs|tools|services)/', pathNot: '^(libs/sma|tools/emulator)/' },
    },
    {
      name: 'sma-only-zod',
      severity: 'error',
      from: { path: '^libs/sma/src/', pathNot: tests },
      to: { pathNot: '^(libs/sma/src|node_modules/zod)/' },
    },
    {
      name: 'no-deep-import',
      comment: "Another package is entered through its package.json 'exports' only.",
      severity: 'error',
      from: { path: '^((?:libs|tools|services)/[^/]+)/' },
      to: { path: '^(libs|tools|services)/[^/]+/', pathNot: ['^$1/', '^[^/]+/[^/]+/src/index\\.ts$', '\\.json$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(fixtures|dist|\\.serverless|\\.esbuild)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
