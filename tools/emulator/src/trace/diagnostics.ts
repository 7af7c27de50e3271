/**
 * What the emulator finds wrong with a call, or worth knowing about it. Codes are stable: people filter on them.
 * error: a mistake or a broken call, `patchbay call` exits 1. warning: works, but will hurt. info: worth knowing.
 */
export type DiagnosticLevel = 'error' | 'warning' | 'info';

export interface Diagnostic {
  level: DiagnosticLevel;
  title: string;
  /** Why it matters. */
  explanation: string;
  whatToDo: string;
}

export type DiagnosticCode = keyof typeof diagnostics;

const as = (level: DiagnosticLevel) => (title: string, explanation: string, whatToDo: string) =>
  ({ level, title, explanation, whatToDo }) satisfies Diagnostic;
const error = as('error');
const warning = as('warning');
const info = as('info');

/** Every code, with its level and its text. The README's table is made from this. */
export const diagnostics = {
  'actions-ignored': warning(
    'Actions returned where they are ignored',
    'The service drops actions returned to NEW_OUTBOUND_CALL, RINGING, ACTION_INTERRUPTED and the last HANGUP. Only transaction attributes are kept.',
    'Return no actions to these events; act on CALL_ANSWERED or on the event that follows.',
  ),
  'empty-inbound-answer': error(
    'NEW_INBOUND_CALL answered with no actions',
    'The caller keeps hearing the ringing tone until the service gives up.',
    'Return at least one action, or Hangup with SipResponseCode 480 or 486 to refuse the call.',
  ),
  'survivor-left-connected': error(
    'The other leg of a bridge was left connected',
    'When one leg of a bridge ends, the other stays up, silent and billed, until a Hangup action ends it.',
    'Answer HANGUP with a Hangup of the leg that is still connected, or give that leg something else to do.',
  ),
  'caller-left-in-silence': warning(
    'A connected leg was left with nothing to do',
    'The action list ended, the answer was empty, and nobody is bridged to the leg: it hears silence and is billed.',
    'Return the next action or a Hangup. If the call waits for an update, play something meanwhile.',
  ),
  'response-slow': warning(
    'No response within 5 seconds: the event was sent again',
    'The service repeats an invocation after 5 seconds without stopping the first one, so both may do their work.',
    'Answer faster, or set the function timeout to 5 seconds; make every outside effect conditional on its own key.',
  ),
  'response-too-late': error(
    'No response within 20 seconds: the call was hung up',
    'The service gives up on an event 20 seconds after it was first sent.',
    'Return actions at once, do slow work elsewhere, and continue with UpdateSipMediaApplicationCall.',
  ),
  'duplicate-delivery': info(
    'The same event was delivered twice',
    'The service repeats events after slow or failed invocations; the function sees the same Sequence again.',
    'Check that the second delivery had no second effect.',
  ),
  'function-error': error(
    'The function failed',
    'It threw, exited or ran out of its own time. The service tries once more, then ends the call with SIP 480.',
    'Read the function log kept with this invocation; catch the error and answer with an apology and Hangup.',
  ),
  'function-throttled': error(
    'Lambda throttled the function',
    'The invocation was refused with 429. The service tries once more, then ends the call with SIP 480.',
    'Raise the reserved concurrency of the function or the concurrency quota of the account.',
  ),
  'function-not-found': error(
    'The function does not exist',
    'The SIP media application points at a function that the endpoint does not know.',
    'Check the name, the region and the endpoint in the configuration or on the command line.',
  ),
  'function-access-denied': error(
    'The service may not invoke the function',
    'The resource policy of the function has to allow lambda:InvokeFunction to voiceconnector.chime.amazonaws.com.',
    'Add the permission, with SourceAccount and the SourceArn of the SIP media application.',
  ),
  'function-unreachable': error(
    'The Lambda endpoint could not be reached',
    'No connection, or the connection broke before there was a response.',
    'Start the endpoint, or correct its URL.',
  ),
  'response-too-large': error(
    'The response is larger than Lambda allows',
    'A synchronous invocation carries at most 6 MB each way.',
    'Return at most 10 actions, and keep data out of the transaction attributes.',
  ),
  'invalid-response': error(
    'The response is not valid',
    'Nothing of it was used. The service sends INVALID_LAMBDA_RESPONSE once.',
    'Return { SchemaVersion: "1.0", Actions: [...] } as an object: not as a JSON string, nor with statusCode and body.',
  ),
  'second-invalid-response': error(
    'The answer to INVALID_LAMBDA_RESPONSE was invalid too',
    'The service ends the call after a second invalid response in a row.',
    'Answer INVALID_LAMBDA_RESPONSE with actions that cannot be wrong, such as Speak and Hangup.',
  ),
  'too-many-actions': error(
    'More than 10 actions in one response',
    'The service takes at most 10 actions; none of a longer list is run.',
    'Return the first 10 and the rest on ACTION_SUCCESSFUL.',
  ),
  'unknown-action': error(
    'An action of this type does not exist',
    'The service refuses the whole response.',
    'Correct the Type; names are case-sensitive.',
  ),
  'attribute-count': warning(
    'More than 10 transaction attributes',
    'The documentation allows 100 in one place and refuses more than 10 in another.',
    'Keep to 10: store a key and keep the data elsewhere.',
  ),
  'attribute-length': warning(
    'A transaction attribute is longer than 1,024 characters',
    'The documentation disagrees with itself about the limit; the stricter text allows 1,024 characters a key or value.',
    'Store a key and keep the data elsewhere.',
  ),
  'attributes-not-strings': warning(
    'A transaction attribute is not a string',
    'Only strings are documented; other values have been seen to come back, but nothing promises it.',
    'Turn the value into a string and parse it when it comes back.',
  ),
  'string-for-number': info(
    'A string where the documentation says number',
    'The service accepts numeric strings, as several of its own samples send them.',
    'Send a number.',
  ),
  'number-for-string': info(
    'A number where the documentation says string',
    'The service accepts it, for example in SipResponseCode.',
    'Send a string.',
  ),
  'unknown-parameter': warning(
    'A parameter that this action does not have',
    'The service ignores it without a word, so a misspelt parameter has no effect.',
    'Correct the name, which is case-sensitive, or remove it.',
  ),
  'missing-parameters': warning(
    'An action without Parameters',
    'It is not documented whether Parameters may be left out; the emulator takes it as empty.',
    'Send "Parameters": {}.',
  ),
  'callid-missing': warning(
    'CallId is documented as required for this action',
    'The emulator uses the leg of the event, as the service does for Speak; for the other actions nobody has shown it.',
    'Send the CallId of the leg.',
  ),
  'invalid-action-parameter': error(
    'A parameter of an action is not valid',
    'The action fails when it is reached: ACTION_FAILED follows and the rest of the list is dropped.',
    'Correct the parameter that the message names.',
  ),
  'audio-assumed': info(
    'An audio file was taken to exist',
    'The emulator was given no such bucket, so it did not look at the file.',
    'Map the bucket to a folder in the configuration to have files checked as the service does.',
  ),
  'audio-missing': error(
    'An audio file does not exist or may not be read',
    'The action fails with InvalidAudioSource.',
    'Upload the file, correct bucket and key, and allow s3:GetObject to voiceconnector.chime.amazonaws.com.',
  ),
  'audio-format': error(
    'An audio file is not an uncompressed PCM WAV file of at most 50 MB',
    'The action fails with InvalidAudioSource.',
    'Convert it to WAV, PCM 16 bit, 8 kHz, mono.',
  ),
  'audio-content-type': error(
    'An audio file has another Content-Type than audio/wav',
    'The service reads the metadata of the object: the action fails with InvalidAudioSource.',
    'Upload the file with Content-Type audio/wav.',
  ),
  'actions-after-hangup': warning(
    'Actions after the Hangup of the only leg never run',
    'The call is over when Hangup has run.',
    'Put Hangup last.',
  ),
  'actions-after-bot': warning(
    'Actions after StartBotConversation do not wait for a decision about its result',
    'The bot reports its intent when the conversation ends; an empty answer to that event lets the rest of this list run whatever the intent was.',
    'End the list with StartBotConversation and return what comes next when its result is known.',
  ),
  'pause-range': warning(
    'A Pause outside 100 to 30,000 milliseconds',
    'One documentation page allows any positive duration, another refuses it outside this range.',
    'Use several pauses, or play silence.',
  ),
  'open-point': info(
    'The behaviour here is not documented',
    'The emulator took its default for the open point that the message names; the service may act otherwise.',
    'Write the flow so that it works both ways, and try the other way with the switch of the open point.',
  ),
  'regex-unanchored': warning(
    'A digit pattern without ^ and $',
    'The service searches for the pattern anywhere in the digits, so more digits than meant can match.',
    'Anchor the pattern, for example ^[0-9]{6}$.',
  ),
  'quota-exceeded': error(
    'A service quota was exceeded',
    'The emulator counts as the service does; a bridge counts as two active calls.',
    'Ask for a higher quota, or slow down; raise the emulated quota once the real one is raised.',
  ),
  'invocation-limit': error(
    'More than 1,000 invocations in one call',
    'The service allows 1,000 invocations a call; the emulator hangs up.',
    'Look for a loop, such as a Pause repeated for every event; use longer pauses or Repeat.',
  ),
  'leg-not-found': error(
    'An action names a leg that this call does not have',
    'The action fails with InvalidActionParameter.',
    'Take the CallId from the event that is being answered; LEG-B exists only while it is connected.',
  ),
  'action-on-ended-leg': warning(
    'An action was meant for a leg that had ended',
    'It was not run.',
    'Look at the Status of the participant before addressing it, and expect the race.',
  ),
  'hangup-race': info(
    'A leg ended while an action was running on it',
    'The result of the action arrives just before HANGUP and shows the leg as Disconnected.',
    'Return nothing to that event and wait for HANGUP.',
  ),
  'far-end-voicemail': info(
    'A voicemail answered',
    'To the service a voicemail is an answer like any other; there is no answering machine detection.',
    'Ask the person who answers to press a key before the bridge counts as a conversation.',
  ),
  'update-dropped': warning(
    'An update came too late',
    'The call ended before CALL_UPDATE_REQUESTED could be delivered.',
    'Expect NotFoundException from UpdateSipMediaApplicationCall, and updates that are never seen.',
  ),
  'bot-quota': warning(
    'StartBotConversation needs a quota increase',
    'The default quota is 0 bots an account: until it is raised the service answers with INVALID_LAMBDA_RESPONSE, ActionExecutionThrottled.',
    'Ask for the quota before going live, and answer INVALID_LAMBDA_RESPONSE.',
  ),
  'recording-lost': error(
    'A call recording could not be stored',
    'StartCallRecording succeeds at once; the file is written when the leg ends, and no event tells that it was not.',
    'Let the service write to the bucket: s3:PutObject and s3:PutObjectAcl.',
  ),
  'recording-twice': error(
    'A second recording of the same leg',
    'A leg can be recorded by StartCallRecording once; a recording that was stopped cannot start again.',
    'Use PauseCallRecording and ResumeCallRecording.',
  ),
  'sip-header-refused': error(
    'A SIP header that the service refuses',
    'Names start with x- or are User-to-User or Diversion; x-vine, x-amzn, x-vc, x-canary and x-voice are reserved; 2,048 characters at most.',
    'Rename or shorten the header.',
  ),
  'call-still-up': error(
    'A leg was still connected at the end',
    'Nothing ends a call by itself: a forgotten leg is billed until someone hangs up.',
    'Make every path of the flow end with Hangup.',
  ),
  'handler-log-truncated': info(
    'The log of the function was cut',
    'It printed more in one invocation than is kept with a call.',
    'Print less, or look at the output of the function itself.',
  ),
  'contact-function-failed': error(
    'A function that a contact flow invokes failed',
    'Amazon Connect invokes it up to three times more within the time that the flow gives it, then takes the error branch.',
    'Answer what is expected to happen as data that the flow branches on, and make repeated invocations harmless.',
  ),
  'contact-function-slow': error(
    'A function did not answer a contact flow in time',
    'The flow goes on with its error branch while the function may still do its work.',
    'Let the function end well inside InvocationTimeLimitSeconds, which is 8 s at most.',
  ),
  'contact-response-invalid': error(
    'A contact flow cannot use what a function answered',
    'A response is an object of at most 32 KB, with texts only unless the flow asks for JSON: the error branch is taken.',
    'Return a flat object of texts.',
  ),
  'contact-reference-missing': warning(
    'A contact flow refers to something that is not there',
    'The reference was taken as an empty text.',
    'Set the attribute before it is used, or branch on it.',
  ),
  'contact-wait-on-voice': warning(
    'Wait does not wait on a voice contact',
    'Amazon Connect supports it for voice only while other blocks run or a function is waited for; a plain Wait takes its error branch.',
    'Hold the caller with MessageParticipant and SSML breaks in a Loop.',
  ),
  'contact-too-long': error(
    'A contact flow was ended by the emulator',
    'It ran more actions, or for longer, than any flow should.',
    'Look for a loop without an end: every way through the flow ends with DisconnectParticipant.',
  ),
  'service-message': info(
    'A message of the service about this call',
    'It was imported from the message log of the SIP media application.',
    'Look at the event before it: the message tells what the service made of the answer.',
  ),
} as const satisfies Record<string, Diagnostic>;
