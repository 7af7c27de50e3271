import type { Meetings } from '@patchbay/chime';
import type { UserCall, UserCalls } from '@patchbay/repositories';

export interface ClickToCallDeps {
  userCalls: Pick<UserCalls, 'begin' | 'get' | 'advance' | 'digitsFrom'>;
  meetings: Pick<Meetings, 'end'>;
  /** Tells whoever placed the call what has become of it. Never rejects, and takes a second at most. */
  announce(call: UserCall): Promise<void>;
  /** What failed beside a call, which goes on. */
  report(error: unknown): void;
  /** Where the prompts are. */
  promptsBucket: string;
}
