import type { createLogger } from '@patchbay/lambda';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';

/** The parts of an event of a WebSocket API that are of use. */
const eventSchema = z.object({
  queryStringParameters: z.nullish(z.record(z.string(), z.string())),
  requestContext: z.object({ connectionId: z.string(), domainName: z.string(), stage: z.string() }),
});

export type SocketEvent = z.infer<typeof eventSchema>;

export interface SocketAnswer {
  statusCode: 200 | 401 | 500;
  /** For the log. */
  outcome: string;
}

export type SocketHandler = (
  event: unknown,
  context: Pick<Context, 'awsRequestId'>,
) => Promise<Pick<SocketAnswer, 'statusCode'>>;

/**
 * The handler of a route of a WebSocket API: an answer without a word, which says nothing to whoever has no business
 * here, and one line in the log with nothing that opens a socket.
 */
export function socketHandler(
  answer: (event: SocketEvent) => Promise<SocketAnswer>,
  logger: ReturnType<typeof createLogger>,
): SocketHandler {
  return async (given, { awsRequestId }) => {
    logger.resetKeys();
    logger.appendKeys({ requestId: awsRequestId });
    try {
      const event = eventSchema.parse(given);
      logger.appendKeys({ connectionId: event.requestContext.connectionId });
      const { statusCode, outcome } = await answer(event);
      logger.info('answered', { outcome, status: statusCode });
      return { statusCode };
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      // Of an event that is none, the message would quote what came.
      const isEvent = !(error instanceof z.core.$ZodError);
      logger.error('failed', { reason: name, ...(isEvent && { detail: message }) });
      return { statusCode: 500 };
    }
  };
}
