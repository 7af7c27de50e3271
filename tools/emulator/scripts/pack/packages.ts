/** The packages that are of use outside of this repository, each after those it needs. */
export interface PackedPackage {
  /** Relative to the repository. */
  folder: string;
  name: string;
  /** Copied as they are. */
  files: readonly string[];
  /** Beside what its package.json says. */
  exports: Readonly<Record<string, string>>;
  bin?: Readonly<Record<string, string>>;
  /** Packages whose types its own types mention; those of this repository's root. */
  types: readonly string[];
  /** Packages whose types are of use to those who have them. */
  optionalTypes: readonly string[];
}

export const packages: readonly PackedPackage[] = [
  {
    folder: 'libs/sma',
    name: '@patchbay/sma',
    files: ['README.md', 'schemas', 'fixtures'],
    exports: { './schemas/*': './schemas/*', './fixtures/*': './fixtures/*' },
    types: [],
    optionalTypes: [],
  },
  {
    folder: 'tools/emulator',
    name: '@patchbay/emulator',
    files: ['README.md', 'docs', 'examples', 'samples', 'schemas'],
    exports: {},
    bin: { patchbay: './dist/cli/main.js' },
    types: ['@types/aws-lambda', '@types/node'],
    optionalTypes: ['@aws-sdk/client-chime-sdk-meetings', '@aws-sdk/client-chime-sdk-voice'],
  },
];
