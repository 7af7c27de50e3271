import { models } from '../../src/api/model/model.ts';
import type { World } from './world.ts';

export interface Answer {
  $metadata: { httpStatusCode?: number };
}

/** Calls a method of the SDK client by its operation's name. */
export function send(world: World, service: 'voice' | 'meetings', operation: string, input: object): Promise<Answer> {
  const client = world[service];
  const name = operation.charAt(0).toLowerCase() + operation.slice(1);
  const method: unknown = Reflect.get(client, name);
  if (typeof method !== 'function') throw new Error(`The SDK client has no ${name}`);
  return Reflect.apply(method, client, [input]) as Promise<Answer>;
}

/** What an SDK call failed with; fails when it succeeded. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const outcome = await call.then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  if ('answer' in outcome) throw new Error(`The call succeeded: ${JSON.stringify(outcome.answer)}`);
  const { name, message, $metadata } = outcome.error as Error & Answer;
  return { name, message, status: $metadata.httpStatusCode };
}

export interface Failure {
  name: string;
  message: string;
  status: number | undefined;
}

/** The operation's model: what it answers, and which errors it may. */
export function modelOf(service: 'voice' | 'meetings', operation: string) {
  const { operations, errors, shapes } = models[service];
  const model = operations[operation];
  if (!model) throw new Error(`The model of ${service} has no ${operation}`);
  const members = Object.values(model.input === undefined ? {} : (shapes[model.input]?.members ?? {}));
  return {
    success: model.http.responseCode ?? 200,
    statusOf: (error: string) => (model.errors?.includes(error) ? errors[error] : undefined),
    hasInput: members.length > 0,
    namesResource: members.some(({ location }) => location === 'uri'),
  };
}
