import type { Functions } from '../engine/ports.ts';

/**
 * Picks by function ARN. An ARN with a version or alias that is not listed itself means the function without it. What
 * is not listed goes to `fallback`, or is not found.
 */
export function byArn(functions: Readonly<Record<string, Functions>>, fallback?: Functions): Functions {
  const listed = new Map(Object.entries(functions));
  return {
    invoke(request) {
      const found = listed.get(request.functionArn) ?? listed.get(unqualified(request.functionArn)) ?? fallback;
      if (found) return found.invoke(request);
      const message = `Function not found: ${request.functionArn}`;
      return Promise.resolve({ kind: 'refused', reason: 'not-found', message, durationMs: 0 });
    },
  };
}

function unqualified(arn: string): string {
  return arn.split(':').slice(0, 7).join(':');
}
