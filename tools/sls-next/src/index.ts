/**
 * Serverless Framework plugin: `deploy` and `info` tell what a person needs next. That is the outputs of the stack that
 * have a description in serverless.yml; the others are for other stacks.
 */

/** What the plugin uses of the Serverless Framework. */
export interface Serverless {
  service: { resources?: { Outputs?: Readonly<Record<string, { Description?: string }>> } };
  pluginManager: { plugins: readonly object[] };
  addServiceOutputSection(name: string, content: readonly string[]): void;
}

interface Output {
  OutputKey: string;
  OutputValue: string;
}

export default class Next {
  readonly hooks: Readonly<Record<string, () => void>>;

  constructor(serverless: Serverless) {
    this.hooks = {
      'after:aws:info:gatherData': () => {
        const described = serverless.service.resources?.Outputs ?? {};
        const lines = outputsOf(serverless).flatMap(({ OutputKey, OutputValue }) => {
          const { Description } = described[OutputKey] ?? {};
          return Description === undefined ? [] : [`${Description}: ${OutputValue}`];
        });
        if (lines.length > 0) serverless.addServiceOutputSection('what you need next', lines);
      },
    };
  }
}

/** As the framework's own plugin has just gathered them. */
function outputsOf({ pluginManager }: Serverless): readonly Output[] {
  const info = pluginManager.plugins.find((each) => each.constructor.name === 'AwsInfo');
  return (info as { gatheredData?: { outputs?: Output[] } } | undefined)?.gatheredData?.outputs ?? [];
}
