// Callback style, CommonJS: as written for the first Lambda runtimes.
exports.handler = function (event, context, callback) {
  console.log('event', event.InvocationEventType);
  if (event.InvocationEventType === 'NEW_INBOUND_CALL') {
    return callback(null, {
      SchemaVersion: '1.0',
      Actions: [
        { Type: 'Speak', Parameters: { Text: 'Hello from a callback' } },
        { Type: 'Hangup', Parameters: { SipResponseCode: '0' } },
      ],
    });
  }
  callback(null, { SchemaVersion: '1.0', Actions: [] });
};
