import { startJsonService } from '../http/json-service.ts';
import type { Listening } from '../http/listen.ts';
import { EventBus, type BusOptions } from './bus.ts';
import { putEvents } from './put-events.ts';

export interface EventsOptions extends BusOptions {
  port?: number;
}

/** Amazon EventBridge: PutEvents over HTTP, rules and AWS's own events from code. */
export interface LocalEvents extends Listening {
  bus: EventBus;
}

export async function startEvents({ port, ...options }: EventsOptions): Promise<LocalEvents> {
  const bus = new EventBus(options);
  const server = await startJsonService({
    targetPrefix: 'AWSEvents',
    validationError: 'ValidationException',
    operations: { PutEvents: (input) => putEvents(bus, input) },
    ...(port !== undefined && { port }),
  });
  return { ...server, bus };
}
