/** The parts of the Serverless Framework that a plugin of ours touches. */
export interface Serverless {
  service: {
    service: string;
    provider: { stage: string; region: string };
    functions: Record<string, FunctionDefinition>;
    resources?: unknown;
  };
  pluginManager: {
    commands: Readonly<Record<string, unknown>>;
    addPlugin(plugin: new (serverless: Serverless) => object): void;
  };
  /** The service is read from it again after plugins are loaded. */
  configurationInput?: { plugins?: unknown; custom?: { esbuild?: object } };
  init(): Promise<void>;
}

export interface FunctionDefinition {
  name: string;
  /** The provider's when missing. */
  runtime?: string;
  maximumRetryAttempts?: number;
  environment?: Record<string, unknown>;
  events?: Record<string, unknown>[];
}
