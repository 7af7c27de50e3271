import type { Logger } from '@aws-lambda-powertools/logger';
import type { Report } from '@patchbay/sma';

/** Writes what a router noticed to a log. Of a problem the place and the rule, not the value. */
export function reportTo(logger: Logger): Report {
  return ({ level, code, message, flow, problems, error }) => {
    const known = problems.length > 0;
    const details = {
      code,
      ...(flow !== undefined && { flow }),
      ...(known && { problems: problems.map(({ path, rule }) => `${path} ${rule}`.trimStart()) }),
      // The text of an error with problems quotes the values.
      ...(!known && error instanceof Error && { error }),
    };
    const text = known ? `router: ${code}` : message;
    if (level === 'error') logger.error(text, details);
    else logger.warn(text, details);
  };
}
