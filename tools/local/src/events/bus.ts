import { nameFromArn } from '../aws/account.ts';
import { makeEvent, type AwsEvent, type EventParts, type Stamp } from '../aws/event.ts';
import { compilePattern, type EventTest } from './pattern.ts';

/** A rule that hands matching events to one function. */
export interface Rule {
  /** For messages: where the rule was written. */
  name: string;
  pattern: unknown;
  /** The function's name or ARN. */
  target: string;
  /** Name or ARN; `default` when missing. */
  eventBus?: string;
  /** Sent instead of the event. */
  input?: unknown;
}

export type Listener = (event: AwsEvent, eventBus: string) => void;

export interface BusOptions extends Stamp {
  /** Asynchronous invocation: accepted at once, retried by Lambda's rules. */
  invokeAsync(functionName: string, payload: string): void;
}

const DEFAULT_BUS = 'default';

/** Event buses with rules whose targets are Lambda functions. */
export class EventBus {
  readonly #options: BusOptions;
  readonly #rules: { bus: string; rule: Rule; matches: EventTest }[] = [];
  readonly #listeners = new Set<Listener>();

  constructor(options: BusOptions) {
    this.#options = options;
  }

  /** Throws `LocalError` when the pattern is wrong. */
  addRule(rule: Rule): void {
    const matches = compilePattern(rule.pattern, rule.name);
    this.#rules.push({ bus: busName(rule.eventBus), rule, matches });
  }

  /** Sees every event on every bus; returns the function that ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Stamps and delivers an event, as an AWS service would publish it; returns what was delivered. */
  publish(parts: EventParts, eventBus?: string): AwsEvent {
    const event = makeEvent(this.#options, parts);
    const bus = busName(eventBus);
    for (const listener of this.#listeners) listener(event, bus);
    for (const { rule, matches, bus: ruleBus } of this.#rules) {
      if (ruleBus !== bus || !matches(event)) continue;
      this.#options.invokeAsync(rule.target, JSON.stringify(rule.input ?? event));
    }
    return event;
  }
}

function busName(nameOrArn = DEFAULT_BUS): string {
  return nameFromArn(nameOrArn).replace(/^event-bus\//, '');
}
