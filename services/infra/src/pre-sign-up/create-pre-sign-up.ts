/** Keeps everybody out of the user pool who has no e-mail address at the stage's domain. */
import { createLogger, logLevel, readEnvironment } from '@patchbay/lambda';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { decide, readSignUp, SignUpRefused } from './decide.ts';

const environmentSchema = z.object({
  LOG_LEVEL: logLevel,
  ALLOWED_DOMAIN: z.string(),
});

/** The address has to be confirmed by its owner, whoever has made the account. */
const response = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };

/** One line in the log for every sign-up, with nothing of the person. Throws a ConfigurationError. */
export function createPreSignUp(environment: Readonly<Record<string, string | undefined>>) {
  const { LOG_LEVEL, ALLOWED_DOMAIN } = readEnvironment(environmentSchema, environment);
  const logger = createLogger({ serviceName: 'infra', logLevel: LOG_LEVEL });
  return async (event: unknown, { awsRequestId }: Pick<Context, 'awsRequestId'>): Promise<object> => {
    logger.resetKeys();
    logger.appendKeys({ requestId: awsRequestId });
    try {
      const signUp = readSignUp(event);
      logger.appendKeys({ source: signUp.triggerSource });
      decide(signUp, ALLOWED_DOMAIN);
      logger.info('sign-up', { outcome: 'allowed' });
      return { ...(event as object), response };
    } catch (error) {
      if (error instanceof SignUpRefused) logger.info('sign-up', { outcome: 'refused' });
      else logger.error('failed', { reason: error instanceof Error ? error.name : 'unknown' });
      throw error;
    }
  };
}
