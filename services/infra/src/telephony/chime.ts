import { ChimeSDKVoiceClient, type ChimeSDKVoiceClientConfig } from '@aws-sdk/client-chime-sdk-voice';

/** Chime voice, as the custom resources use it. Errors have the `operation` that failed. */
export interface Chime {
  /** Where calls are answered. */
  region: string;
  /** In that region. */
  voice: ChimeSDKVoiceClient;
  /** Where numbers are looked for and ordered, and the account's numbers are listed. */
  numbers: ChimeSDKVoiceClient;
  /** Never send twice: for what would make a second one. */
  once: { voice: ChimeSDKVoiceClient; numbers: ChimeSDKVoiceClient };
  close(): void;
}

export interface ChimeOptions {
  region: string;
  numberRegion: string;
  /** Settings of the SDK's clients, where those of the environment won't do. */
  client?: ChimeSDKVoiceClientConfig;
}

const REQUEST = { connectionTimeout: 3_000, requestTimeout: 15_000 };

export function createChime({ region, numberRegion, client = {} }: ChimeOptions): Chime {
  const connect = (inRegion: string, maxAttempts: number) => {
    const made = new ChimeSDKVoiceClient({ requestHandler: REQUEST, maxAttempts, ...client, region: inRegion });
    made.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          try {
            return await next(args);
          } catch (error) {
            if (error instanceof Error) Object.assign(error, { operation: commandName?.replace(/Command$/, '') });
            throw error;
          }
        },
      { step: 'initialize', name: 'nameOperation' },
    );
    return made;
  };
  const voice = connect(region, 4);
  const numbers = connect(numberRegion, 4);
  const once = { voice: connect(region, 1), numbers: connect(numberRegion, 1) };
  const all = [voice, numbers, once.voice, once.numbers];
  return { region, voice, numbers, once, close: () => all.forEach((each) => each.destroy()) };
}

/** What is asked for; undefined when AWS has no such thing. */
export async function unlessGone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (isNamed(error, 'NotFoundException')) return undefined;
    throw error;
  }
}

export const isNamed = (error: unknown, ...names: readonly string[]): error is Error =>
  error instanceof Error && names.includes(error.name);

/** What AWS answers with until something that was just made, or let go, has settled. */
export const UNSETTLED = ['BadRequestException', 'ConflictException'];
/** What AWS answers to whom it does not let do something. */
export const REFUSED = ['ForbiddenException', 'AccessDeniedException', 'UnauthorizedClientException'];

/** An account has some hundred of anything here at most; pages have a hundred. */
const MAX_PAGES = 50;

/** The first of a list that is looked for, page by page. */
export async function findIn<T>(
  page: (NextToken: string | undefined) => Promise<{ items: readonly T[] | undefined; next: string | undefined }>,
  wanted: (item: T) => boolean,
): Promise<T | undefined> {
  let token: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { items = [], next } = await page(token);
    const found = items.find(wanted);
    if (found !== undefined || next === undefined) return found;
    token = next;
  }
  return undefined;
}
