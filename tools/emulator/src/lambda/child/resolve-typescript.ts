import { registerHooks, type ResolveFnOutput, type ResolveHookContext } from 'node:module';

const ENDINGS = ['.ts', '.mts', '.js', '.mjs', '.json', '/index.ts', '/index.js'];

/**
 * Handlers written for a bundler import `./menu` without an ending, or `./menu.js` where the file is `menu.ts`. Node
 * finds neither, so both are tried after it has failed.
 */
export function resolveLikeBundlers(): void {
  registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        const found = /^\.{1,2}\//.test(specifier) ? firstOf(guesses(specifier), context, next) : undefined;
        if (found) return found;
        throw error;
      }
    },
  });
}

function guesses(specifier: string): string[] {
  const typescript = specifier.replace(/\.([cm]?)js$/, '.$1ts');
  return [...(typescript === specifier ? [] : [typescript]), ...ENDINGS.map((ending) => specifier + ending)];
}

function firstOf(
  specifiers: string[],
  context: ResolveHookContext,
  next: (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput,
): ResolveFnOutput | undefined {
  for (const specifier of specifiers) {
    try {
      return next(specifier, context);
    } catch {
      // The next guess.
    }
  }
  return undefined;
}
