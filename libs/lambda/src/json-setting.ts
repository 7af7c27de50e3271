import * as z from 'zod/mini';

/** JSON as the text of an environment variable. `rule` is what a ConfigurationError says of any other text. */
export function jsonSetting<T>(schema: z.ZodMiniType<T>, rule: string): z.ZodMiniType<T, string> {
  return z.pipe(
    z.string(rule),
    z.transform((text, context): T => {
      const result = z.safeParse(schema, parsed(text));
      if (result.success) return result.data;
      context.issues.push({ code: 'custom', message: rule, input: text });
      return z.NEVER;
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
