import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const root = import.meta.dirname;
const tests = ['**/*.test.ts', '**/test/**/*.ts', '**/bench/**/*.ts'];
const packagesOf = (group) => readdirSync(`${root}/${group}`).map((name) => `@patchbay/${name}`);
const tools = packagesOf('tools');
const services = packagesOf('services');

/** The named `z` and the default export bundle all of zod; a namespace is tree-shaken. */
const zodTrap = ["ImportSpecifier[imported.name='z']", 'ImportDefaultSpecifier'].map((specifier) => ({
  selector: `ImportDeclaration[source.value=/^zod(\\u002F|$)/] > ${specifier}`,
  message: "Write `import * as z from 'zod'`.",
}));

/** Imports that are wrong everywhere. */
const imports = [
  { regex: '^@patchbay/[^/]+/.*(src|test)/', message: 'Import a package by its name only.' },
  { regex: '^(\\.\\./)+([\\w-]+/)+src/', message: 'Import another package by its name.' },
];

/** A package under `files` may not import `names`; `regex` also forbids what matches it. */
function boundary(files, names, message, { regex, ignores = [] } = {}) {
  const forbidden = [...(names.length > 0 ? [`^(${names.join('|')})(/|$)`] : []), ...(regex ? [regex] : [])];
  const patterns = [...imports, ...forbidden.map((pattern) => ({ regex: pattern, message }))];
  return { files, ignores, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

const domain = 'Domain code is given its clock, ids and randomness; see the ports.';

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/coverage/',
    '**/.serverless/',
    '**/.esbuild/',
    '**/.nx/',
    '**/.venv/',
    '**/fixtures/',
    '**/generated/',
  ]),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.{js,cjs,ts,tsx}'], extends: [js.configs.recommended] },
  { files: ['**/*.{js,cjs}'], languageOptions: { globals: { console: 'readonly', process: 'readonly' } } },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { exports: 'writable', module: 'writable', require: 'readonly' } },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Options and ports are taken apart on arrival; their functions are not tied to an object.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'no-restricted-imports': ['error', { patterns: imports }],
      'no-restricted-syntax': ['error', ...zodTrap],
    },
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', 500],
      // What JSON.parse gives is what tests look at.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },

  // Who may import whom; .dependency-cruiser.cjs checks the same on the resolved files.
  boundary(['libs/**/*.ts'], [...tools, ...services], 'A library depends on libraries only.'),
  boundary(['services/**/*.{ts,tsx}'], [...tools, ...services], 'A service depends on libraries only.', {
    ignores: tests,
  }),
  boundary(['services/**/*.test.ts', 'services/*/test/**/*.ts'], services, 'A service does not know another service.'),
  // What no service can be tested, or measured, for alone.
  boundary(['tools/**/*.ts'], services, 'A tool does not import a service.', {
    ignores: ['tools/system/**/*.ts', 'tools/bench/src/meetings/**/*.ts'],
  }),
  boundary(['tools/emulator/**/*.ts'], [], 'The emulator knows only @patchbay/sma.', {
    regex: '^@patchbay/(?!sma$|sma/)',
  }),
  boundary(['libs/sma/src/**/*.ts'], [], 'libs/sma imports nothing but zod.', {
    regex: '^(?!\\.|zod$|zod/mini$)',
    ignores: tests,
  }),

  // libs/sma also runs in a browser; it and the engine run on virtual time.
  {
    files: ['libs/{sma,dial-policy}/src/**/*.ts', 'tools/emulator/src/engine/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'performance',
        'crypto',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: domain },
        { object: 'Math', property: 'random', message: domain },
      ],
      'no-restricted-syntax': [
        'error',
        ...zodTrap,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: domain },
      ],
    },
  },
);
