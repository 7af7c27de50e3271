import { Logger } from '@aws-lambda-powertools/logger';
import { redact } from './redact.ts';

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

export interface LoggerOptions {
  serviceName: string;
  logLevel: LogLevel;
}

/** A logger that writes JSON lines, and hides what must not be read in them at any level. */
export function createLogger({ serviceName, logLevel }: LoggerOptions): Logger {
  return new Logger({ serviceName, logLevel, jsonReplacerFn: redact });
}
