// Async, CommonJS, with an export of another name and a menu.
module.exports.menu = async (event) => {
  switch (event.InvocationEventType) {
    case 'NEW_INBOUND_CALL':
      return answer([
        {
          Type: 'SpeakAndGetDigits',
          Parameters: {
            SpeechParameters: { Text: 'Press 1 for sales or 2 for support' },
            InputDigitsRegex: '^[12]$',
            MinNumberOfDigits: 1,
            MaxNumberOfDigits: 1,
            Repeat: 2,
            RepeatDurationInMilliseconds: 3000,
          },
        },
      ]);
    case 'ACTION_SUCCESSFUL': {
      const team = event.ActionData.ReceivedDigits === '1' ? 'sales' : 'support';
      return answer([
        { Type: 'Speak', Parameters: { Text: `This is ${team}` } },
        { Type: 'Hangup', Parameters: {} },
      ]);
    }
    default:
      return answer([]);
  }
};

function answer(Actions) {
  return { SchemaVersion: '1.0', Actions };
}
