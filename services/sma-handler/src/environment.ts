import * as z from 'zod/mini';

/** A JSON object of texts, as text. */
const textMap = z.pipe(
  z.pipe(
    z.string('must be a JSON object'),
    z.transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.issues.push({ code: 'custom', message: 'must be a JSON object', input: text });
        return z.NEVER;
      }
    }),
  ),
  z.record(z.string(), z.string('must name a flow for each number'), 'must be a JSON object'),
);

/** What this function is deployed with. */
export const environmentSchema = z.object({
  LOG_LEVEL: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR'], 'must be DEBUG, INFO, WARN or ERROR'),
  /** Throw when the first event of an inbound call can't be answered, so that the SIP rule's next target takes it. */
  FAIL_FIRST_INBOUND: z.pipe(
    z.enum(['true', 'false'], 'must be true or false'),
    z.transform((value) => value === 'true'),
  ),
  /** The table with what infra found out, such as the numbers that were ordered. */
  SETTINGS_TABLE: z.string().check(z.minLength(3, 'must be the name of a table')),
  /** Flows of numbers that are known beforehand, by number. */
  NUMBER_FLOWS: textMap,
});

export type Environment = z.infer<typeof environmentSchema>;
