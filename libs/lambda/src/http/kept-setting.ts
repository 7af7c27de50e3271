import { HttpProblem } from './http-problem.ts';

/**
 * Reads a setting when it is first needed, and keeps it once it is there: it changes with a deployment only.
 * @throws HttpProblem 503 while there is none
 */
export function keptSetting<T>(read: () => Promise<T | undefined>, name: string): () => Promise<T> {
  let kept: T | undefined;
  return async () => {
    kept ??= await read();
    if (kept !== undefined) return kept;
    throw new HttpProblem(503, 'not-set-up', 'This has not been set up yet', {
      detail: `The settings have no ${name}: deploy infra.`,
    });
  };
}
