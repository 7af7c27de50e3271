import type { InvokeOutcome } from '../../engine/ports.ts';

/** Reaches the functions of a flow by their ARN; whatever reaches those of calls does. Never throws. */
export interface ConnectFunctions {
  invoke(invocation: ConnectInvocation): Promise<InvokeOutcome>;
}

export interface ConnectInvocation {
  functionArn: string;
  /** The event as sent. */
  payload: string;
  /** 1 for the first time. */
  attempt: number;
}
