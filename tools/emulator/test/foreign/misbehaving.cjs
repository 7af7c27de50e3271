// Handlers that do what handlers should not do.
const { setInterval, setTimeout } = require('node:timers');

const hangup = { SchemaVersion: '1.0', Actions: [{ Type: 'Hangup', Parameters: {} }] };
const actions = (list) => ({ SchemaVersion: '1.0', Actions: list });
const isFirst = (event) => event.InvocationEventType === 'NEW_INBOUND_CALL';

module.exports = {
  notAFunction: 'handler',
  throws: async () => {
    throw new TypeError('no such table');
  },
  throwsText: async () => {
    throw 'just text';
  },
  exits: async () => process.exit(3),
  exitsQuietly: async () => process.exit(0),
  killed: async () => process.kill(process.pid, 'SIGKILL'),
  exitsOnce: async (event) => (isFirst(event) ? process.exit(1) : hangup),
  spins: async () => {
    for (;;);
  },
  hangs: () => new Promise((resolve) => setTimeout(resolve, 3_600_000, hangup)),
  neverSettles: () => new Promise(() => {}),
  neverCallsBack: () => {},
  callsBackTwice: (_event, _context, callback) => {
    callback(null, hangup);
    callback(null, 'again');
  },
  callsBackWithError: (_event, _context, callback) => callback(new RangeError('too far')),
  keepsWorking: (_event, _context, callback) => {
    setInterval(() => {}, 1000);
    callback(null, hangup);
  },
  doesNotWait: (_event, context, callback) => {
    context.callbackWaitsForEmptyEventLoop = false;
    setInterval(() => {}, 1000);
    callback(null, hangup);
  },
  throwsLater: () =>
    new Promise(() => {
      setTimeout(() => {
        throw new Error('in a timer');
      }, 1);
    }),
  rejectsElsewhere: async () => {
    void Promise.reject(new Error('nobody listens'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return hangup;
  },
  prints: async () => {
    console.log('to stdout');
    console.error('to stderr');
    return hangup;
  },
  floods: async () => {
    const line = 'x'.repeat(1024 * 1024);
    for (let n = 0; n < 100; n++) process.stdout.write(line);
    return hangup;
  },
  pollutes: async () => {
    globalThis.JSON = undefined;
    globalThis.Promise = undefined;
    process.stdout.write = () => true;
    process.send = undefined;
    process.exit = undefined;
    return { SchemaVersion: '1.0', Actions: [] };
  },
  string: async () => 'hello',
  json: async () => JSON.stringify(hangup),
  nothing: async () => undefined,
  circular: async () => {
    const loop = {};
    loop.loop = loop;
    return loop;
  },
  apiGateway: async () => ({ statusCode: 200, body: JSON.stringify(hangup) }),
  elevenActions: async () =>
    actions(Array.from({ length: 11 }, () => ({ Type: 'Pause', Parameters: { DurationInMilliseconds: 100 } }))),
  unknownAction: async () => actions([{ Type: 'SpeakAndBridge', Parameters: {} }]),
  sevenMegabytes: async () => ({ ...hangup, Padding: 'x'.repeat(7 * 1024 * 1024) }),
  garbage: async () => [[null], 0],
  variables: async () => process.env,
  identity: async (_event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis() }),
};
