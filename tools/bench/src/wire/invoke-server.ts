/** Lambda's Invoke API with one function, in a process of its own; tells its parent the port. */
import type { SmaEvent } from '@patchbay/sma';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call may not use more than 1,000 invocations. */
const LAST = 950;

/** Every event is answered by an action that is done at once, so the next event follows. */
function answerTo(event: SmaEvent): object {
  const CallId = event.CallDetails.Participants[0]?.CallId;
  const Actions =
    event.InvocationEventType === 'HANGUP'
      ? []
      : event.Sequence < LAST
        ? [{ Type: 'VoiceFocus', Parameters: { Enable: true, CallId } }]
        : [{ Type: 'Hangup', Parameters: { SipResponseCode: '0', CallId } }];
  return { SchemaVersion: '1.0', Actions };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const event = JSON.parse(Buffer.concat(chunks).toString()) as SmaEvent;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(event)));
  });
}).listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
