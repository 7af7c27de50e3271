import { basename, dirname, extname } from 'node:path';

export interface VariablesInput {
  file: string;
  exportName: string;
  functionName: string;
  region: string;
  timeoutMs: number;
  /** Added last, so it wins. */
  env: Readonly<Record<string, string>>;
}

/**
 * The environment of a handler's process: the caller's own without its AWS identity, and what Lambda sets. Credentials
 * are dummies and the shared files are out of reach, so that a handler can't touch a real account by mistake; endpoint
 * variables are kept.
 */
export function variables(inherited: NodeJS.ProcessEnv, input: VariablesInput): Record<string, string> {
  const { file, exportName, functionName, region, timeoutMs, env } = input;
  return {
    ...keptFrom(inherited),
    AWS_ACCESS_KEY_ID: 'AKIAPATCHBAYEXAMPLE0',
    AWS_SECRET_ACCESS_KEY: 'patchbay-dummy-secret-key',
    AWS_SESSION_TOKEN: 'patchbay-dummy-session-token',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
    AWS_LAMBDA_FUNCTION_TIMEOUT: String(timeoutMs / 1000),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/05/[$LATEST]patchbay',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`,
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
    LAMBDA_TASK_ROOT: dirname(file),
    _HANDLER: `${basename(file, extname(file))}.${exportName}`,
    TZ: ':UTC',
    ...env,
  };
}

function keptFrom(inherited: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value === undefined) continue;
    if (name.startsWith('AWS_') && !name.startsWith('AWS_ENDPOINT_URL')) continue;
    // The test runner's and the IDE's own channel must not reach the handler.
    if (name === 'NODE_CHANNEL_FD' || name === 'JEST_WORKER_ID') continue;
    kept[name] = value;
  }
  return kept;
}
