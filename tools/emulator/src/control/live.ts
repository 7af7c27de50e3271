import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { CONTROL_PREFIX, requireLocalOrigin } from './control.ts';
import { pathOf } from './path.ts';

/** A listener that does not read is let go when this much waits for it, bytes. */
const MAX_WAITING = 4 * 1024 * 1024;
const MAX_MESSAGE = 1_024;
/** Join tokens let anybody into a meeting, and are not told. */
const SECRET = /^(JoinToken|x-chime-join-token)$/i;

/** The WebSocket over which everything that happens is told while it happens. */
export class Live {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });

  /** Takes over a connection that asks for the live events; others are refused. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    try {
      requireLocalOrigin({ headers: { origin: request.headers.origin, host: request.headers.host } });
    } catch {
      refuse(socket, '403 Forbidden');
      return;
    }
    if (pathOf(request.url)?.pathname !== `${CONTROL_PREFIX}/live`) {
      refuse(socket, '404 Not Found');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => {
      // Whoever breaks the protocol, or says too much, is let go.
      connection.on('error', () => connection.terminate());
    });
  }

  tell(message: object): void {
    if (this.#server.clients.size === 0) return;
    const text = JSON.stringify(message, (key, value: unknown) => (SECRET.test(key) ? '***' : value));
    for (const client of this.#server.clients) {
      if (client.bufferedAmount > MAX_WAITING) client.terminate();
      else client.send(text);
    }
  }

  get listeners(): number {
    return this.#server.clients.size;
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
}
