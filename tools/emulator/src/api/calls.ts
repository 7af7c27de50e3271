/**
 * Telephone calls, as far as the API starts and changes them. Refuses by an error with a `code` (`NotFound`,
 * `BadRequest`, `ResourceLimitExceeded`, `Throttled`, …), which the API answers in AWS's words.
 */
export interface Calls {
  /** Starts an outbound call and returns at once; the function hears of it later. */
  create(request: CreateCall): { transactionId: string };
  /** Queues CALL_UPDATE_REQUESTED for a live call. */
  update(request: UpdateCall): void;
}

export interface CreateCall {
  sipMediaApplicationId: string;
  from: string;
  to: string;
  sipHeaders: Readonly<Record<string, string>>;
  arguments: Readonly<Record<string, string>>;
}

export interface UpdateCall {
  sipMediaApplicationId: string;
  transactionId: string;
  arguments: Readonly<Record<string, string>>;
}
