/** What a person who deploys has to know, in one plain sentence: it becomes the reason that CloudFormation shows. */
export class ResourceError extends Error {
  override readonly name = 'ResourceError';
}

/** The reason that CloudFormation shows for whatever was thrown; an error of AWS may have its `operation`. */
export function reasonOf(error: unknown): string {
  if (error instanceof ResourceError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const operation: unknown = 'operation' in error ? error.operation : undefined;
  const said = `${error.name}: ${error.message}`;
  return typeof operation === 'string' ? `${operation} failed with ${said}` : said;
}

/** Errors of AWS after which the same request may succeed; it may have been done all the same. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof ResourceError) return false;
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null) return NETWORK.has(codeOf(error));
  const status = 'httpStatusCode' in metadata ? metadata.httpStatusCode : undefined;
  return typeof status !== 'number' || status === 429 || status >= 500;
}

/** Of errors that never got an answer; they have no metadata of a response. */
const NETWORK: ReadonlySet<string> = new Set([
  'AbortError',
  'TimeoutError',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
]);

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : error.name);
