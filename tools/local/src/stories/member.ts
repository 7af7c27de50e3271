import { liveMessage, liveTicket, type LiveMessage } from '@patchbay/contracts';
import { StoryError } from './story.ts';

export interface HttpResult {
  status: number;
  headers: Headers;
  body: unknown;
}

export interface MemberOptions {
  /** Of the HTTP API. */
  url: string;
  /** Of the live socket. */
  socketUrl: string;
  idToken: string;
}

/** Somebody who has signed in, at a browser. */
export class Member {
  /** What came over the live socket, in order. */
  readonly messages: LiveMessage[] = [];
  readonly #options: MemberOptions;
  #socket: WebSocket | undefined;

  constructor(options: MemberOptions) {
    this.#options = options;
  }

  get(path: string): Promise<HttpResult> {
    return this.#send('GET', path);
  }

  post(path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<HttpResult> {
    return this.#send('POST', path, body, headers);
  }

  /** Opens the live socket with a ticket. */
  async listen(): Promise<void> {
    const { status, body } = await this.post('/live/tickets');
    if (status !== 201) throw new StoryError(`POST /live/tickets: ${status} ${JSON.stringify(body)}`);
    const { ticket } = liveTicket.parse(body);
    const socket = new WebSocket(`${this.#options.socketUrl}/?ticket=${encodeURIComponent(ticket)}`);
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      this.messages.push(liveMessage.parse(JSON.parse(String(data))));
    });
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new StoryError('The live socket did not open.')), { once: true });
    });
  }

  close(): void {
    this.#socket?.close();
  }

  async #send(
    method: string,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<HttpResult> {
    const response = await fetch(this.#options.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#options.idToken}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }
}
