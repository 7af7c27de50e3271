import type { FunctionDescription } from '../functions/description.ts';
import type { RunningService } from '../environment/start-local.ts';

export type Row = readonly string[];

const WITHOUT_PYTHON = 'off, since there is no Python 3.11 with boto3; npm run python makes one for the next start';

/** Where the functions of a service are, and those that are not there. A service of resources only serves nothing. */
export function served({ description, lambdaEndpoint }: Omit<RunningService, 'websocketEndpoint'>): Row[] {
  const { service, functions, leftOut } = description;
  if (functions.length + leftOut.length === 0) return [[service, '', 'tables and buckets only']];
  return [
    ...(functions.length > 0 ? [[service, lambdaEndpoint, namesOf(functions)]] : []),
    ...(leftOut.length > 0 ? [[service, '', `${namesOf(leftOut)}: ${WITHOUT_PYTHON}`]] : []),
  ];
}

function namesOf(functions: readonly FunctionDescription[]): string {
  return functions.map(({ name }) => name).join(', ');
}
