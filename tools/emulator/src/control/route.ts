import type * as z from 'zod';
import type { DirectoryService } from '../directory/directory.ts';
import type { Emulator } from '../emulator.ts';
import type { MeetingsService } from '../meetings/meetings.ts';

/** What the control plane controls. */
export interface Controlled {
  emulator: Emulator;
  directory: DirectoryService;
  meetings: MeetingsService;
  /** How many listen to the live events. */
  listeners(): number;
  /** Ends all calls and forgets them; numbers, rules and applications are as they were at the start. */
  reset(): void;
}

export interface ControlRequest<Body> {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: Body;
}

/** Text that is answered as it is, rather than as JSON. */
export interface Text {
  contentType: string;
  text: string;
}

export interface Route<Body = unknown> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the control plane's prefix, with parameters in braces. */
  path: string;
  summary: string;
  /** What a success answers, in words. */
  answers: string;
  query?: Readonly<Record<string, string>>;
  body?: z.ZodType<Body>;
  handle(controlled: Controlled, request: ControlRequest<Body>): unknown;
}

/** Ties the type of a route's body to its schema. */
export function route<Body>(definition: Route<Body>): Route {
  return definition;
}

export function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'contentType' in value && 'text' in value;
}
