import type { ApiCall } from '../api/api.ts';
import type { Functions, InvokeOutcome, InvokeRequest } from '../engine/ports.ts';

/**
 * What invocations did by the AWS APIs, by the call they belong to. Calls that they create are no part of it: the
 * harness counts those itself.
 */
export class Effects {
  readonly #done = new Map<string, string[]>();
  readonly #resources = new Set<string>();
  readonly #underWay: string[] = [];

  of(transactionId: string): readonly string[] {
    return this.#done.get(transactionId) ?? [];
  }

  /** Invokes, and lays to the call of the event what the APIs are asked meanwhile. */
  watched(functions: Functions): Functions {
    return {
      invoke: async (request: InvokeRequest): Promise<InvokeOutcome> => {
        const { TransactionId } = request.event.CallDetails;
        this.#underWay.push(TransactionId);
        try {
          return await functions.invoke(request);
        } finally {
          this.#underWay.splice(this.#underWay.indexOf(TransactionId), 1);
        }
      },
    };
  }

  /** A request of which it can't be said which of several invocations made it is laid to none. */
  note(call: ApiCall): void {
    const [transactionId, ...others] = this.#underWay;
    if (transactionId === undefined || others.length > 0 || call.status >= 300) return;
    const added = this.#describe(call);
    if (added.length === 0) return;
    this.#done.set(transactionId, [...this.of(transactionId), ...added]);
  }

  /** A resource that was there already is none that a repeated request made. */
  #describe({ operation, input, output }: ApiCall): string[] {
    switch (operation) {
      case 'UpdateSipMediaApplicationCall':
        return [`updates the call ${textOf(input['TransactionId'])}`];
      case 'CreateMeeting':
        return this.#made('creates a meeting', find(output, 'Meeting', 'MeetingId'));
      case 'CreateMeetingWithAttendees':
        return this.#made('creates a meeting', find(output, 'Meeting', 'MeetingId'));
      case 'CreateAttendee':
        return this.#made('creates an attendee', find(output, 'Attendee', 'AttendeeId'));
      default:
        return [];
    }
  }

  #made(what: string, id: unknown): string[] {
    if (typeof id !== 'string' || this.#resources.has(id)) return [];
    this.#resources.add(id);
    return [what];
  }
}

function find(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined),
    value,
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
