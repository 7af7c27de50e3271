import type { DirectoryService } from '../directory/directory.ts';
import type { MeetingsService } from '../meetings/meetings.ts';
import type { Wire } from '../aws/wire.ts';
import type { Calls } from './calls.ts';

/** What an operation works on. */
export interface Services {
  directory: DirectoryService;
  meetings: MeetingsService;
  calls: Calls;
}

/** One operation of one service: its input has passed the model's rules, its output is cut to the model's members. */
export interface Operation<Input, Output = void> {
  handle(input: Wire<Input>, services: Services): Wire<Output>;
}

/** Operations of any input and output, as the API keeps them; by name as AWS names them. */
export type OperationTable = Readonly<
  Record<string, { handle(input: Readonly<Record<string, unknown>>, services: Services): object | void }>
>;
