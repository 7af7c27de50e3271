import type * as z from 'zod/mini';

/** A function that was deployed or started with wrong settings. Thrown at cold start, before a call is taken. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * The environment variables that a function needs, checked. The message of a ConfigurationError names every variable
 * that is missing or wrong, and no values, which may be secret.
 */
export function readEnvironment<T>(
  schema: z.ZodMiniType<T>,
  environment: Readonly<Record<string, string | undefined>>,
): T {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, message }) => {
    const name = String(path[0] ?? '');
    return environment[name] === undefined ? `${name} is missing` : `${name} ${message}`;
  });
  throw new ConfigurationError(`Environment variables: ${[...new Set(wrong)].join('; ')}`);
}
