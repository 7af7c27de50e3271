import { models, type ServiceName } from './model.ts';

/** The exceptions that AWS's service model has for an operation. Throws for an operation that it has not. */
export function errorsOf(service: ServiceName, operation: string): readonly string[] {
  const model = models[service].operations[operation];
  if (model === undefined) throw new RangeError(`${service} has no operation ${operation}`);
  return model.errors ?? [];
}
