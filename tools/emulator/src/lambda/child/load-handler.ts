import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { InProcessHandler } from '../in-process.ts';

/** Why a handler can't be loaded, in Lambda's error types. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly errorType: 'Runtime.ImportModuleError' | 'Runtime.UserCodeSyntaxError' | 'Runtime.HandlerNotFound';

  constructor(errorType: LoadError['errorType'], message: string) {
    super(message);
    this.errorType = errorType;
  }
}

/** Imports a file (CommonJS, ESM or TypeScript) and finds the function that it exports as `exportName` (`a.b` reaches in). */
export async function loadHandler(file: string, exportName: string): Promise<InProcessHandler> {
  const exported = await importFile(file);
  const found = candidates(exported).map((root) => reach(root, exportName));
  const handler = found.find((value) => typeof value === 'function');
  if (handler) return handler as InProcessHandler;
  const other = found.find((value) => value !== undefined);
  if (other === undefined) {
    throw new LoadError('Runtime.HandlerNotFound', `it does not export "${exportName}" (${list(exported)})`);
  }
  throw new LoadError('Runtime.HandlerNotFound', `its export "${exportName}" is ${describe(other)}, not a function`);
}

async function importFile(file: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw new LoadError('Runtime.ImportModuleError', describeError(thrown));
    throw new LoadError('Runtime.UserCodeSyntaxError', describeError(thrown, placeIn(thrown.stack) ?? checked(file)));
  }
}

/** Where an export may be: on the module, on `module.exports`, on the default of a module compiled from ESM. */
function candidates(exported: Record<string, unknown>): unknown[] {
  const byDefault = exported['default'];
  return [exported, byDefault];
}

function reach(root: unknown, path: string): unknown {
  let value = root;
  for (const key of path.split('.')) {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function list(exported: Record<string, unknown>): string {
  const byDefault = exported['default'];
  const inner = typeof byDefault === 'object' && byDefault !== null ? Object.keys(byDefault) : [];
  const names = new Set(
    [...Object.keys(exported), ...inner].filter((name) => !/^(__esModule|module\.exports)$/.test(name)),
  );
  if (names.size === 0) return 'it exports nothing';
  const sorted = [...names].sort();
  return `it exports ${sorted.slice(0, 12).join(', ')}${sorted.length > 12 ? ' …' : ''}`;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function describeError(thrown: unknown, place?: string): string {
  if (!(thrown instanceof Error)) return `it threw ${String(thrown)}`;
  const [message = ''] = thrown.message.split('\nRequire stack');
  return `${thrown.name}: ${message}${place ? ` (${place})` : ''}`;
}

/** Node puts the place of a syntax error in front of what it prints, as a line `file:line`. */
function placeIn(printed = ''): string | undefined {
  return /([^/\\\s]+:\d+)\n/.exec(printed.slice(0, printed.indexOf('\n') + 1))?.[1];
}

/** For ES modules it does so only where nobody catches the error. */
function checked(file: string): string | undefined {
  return placeIn(spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' }).stderr);
}
