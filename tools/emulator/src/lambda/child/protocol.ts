/** What the emulator and the process that runs a handler say to each other over the process's IPC channel. */
import type { InvokeResult } from '../../engine/ports.ts';

export type ToChild = LoadMessage | InvokeMessage;

export interface LoadMessage {
  type: 'load';
  file: string;
  exportName: string;
  /** A line that the process prints on stdout and stderr when an invocation is over. */
  endMark: string;
}

export interface InvokeMessage {
  type: 'invoke';
  payload: string;
  awsRequestId: string;
  functionName: string;
  functionArn: string;
  timeoutMs: number;
}

export type FromChild =
  | { type: 'loaded' }
  | { type: 'not-loaded'; errorType: string; message: string }
  /** `dying`: the process ends after this answer. */
  | { type: 'result'; result: InvokeResult; dying: boolean };
