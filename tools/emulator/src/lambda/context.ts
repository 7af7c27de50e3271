import type { Context } from 'aws-lambda';

export interface ContextInput {
  awsRequestId: string;
  functionName: string;
  invokedFunctionArn: string;
  /** Real milliseconds that the function has. */
  timeoutMs: number;
  /** A millisecond clock that only goes forward. */
  now: () => number;
  /** How `done`, `fail` and `succeed` end the invocation. */
  settle: (error: unknown, result?: unknown) => void;
}

/** The second argument of a handler. A class, so that one costs little more than its fields. */
export class InvocationContext implements Context {
  callbackWaitsForEmptyEventLoop = true;
  readonly functionVersion = '$LATEST';
  readonly memoryLimitInMB = '1024';
  readonly logStreamName = '2026/01/05/[$LATEST]patchbay';
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly invokedFunctionArn: string;
  readonly logGroupName: string;
  readonly #deadline: number;
  readonly #now: () => number;
  readonly #settle: ContextInput['settle'];

  constructor(input: ContextInput) {
    this.awsRequestId = input.awsRequestId;
    this.functionName = input.functionName;
    this.logGroupName = `/aws/lambda/${input.functionName}`;
    this.invokedFunctionArn = input.invokedFunctionArn;
    this.#now = input.now;
    this.#deadline = input.now() + input.timeoutMs;
    this.#settle = input.settle;
  }

  // Lambda's functions are not tied to the context: middy and others take them off it.
  readonly getRemainingTimeInMillis = (): number => Math.max(0, Math.round(this.#deadline - this.#now()));

  readonly done = (error?: unknown, result?: unknown): void => this.#settle(error, result);

  readonly fail = (error: unknown): void => this.#settle(error ?? 'Failure');

  readonly succeed = (result: unknown): void => this.#settle(undefined, result);
}

/** Request ids that are the same in every run. */
export function requestId(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** The function's name in its ARN, without version or alias. */
export function functionNameOf(arn: string): string {
  return arn.split(':')[6] ?? arn;
}
