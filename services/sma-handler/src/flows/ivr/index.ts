/** The demonstration: a menu that shows what PSTN Audio can do, one entry a file. */
import type { Answer, Flow } from '@patchbay/sma';
import { botDone, talkToBot, withoutBot } from './bot.ts';
import { askForNumber, bridge, farEndGone, listen, notAnswered, switchVoiceFocus } from './bridge.ts';
import { askForCallBack, callBack } from './call-back.ts';
import type { IvrDeps } from './deps.ts';
import { goodbye, toMenu, welcome } from './menu.ts';
import { say } from './prompts.ts';
import { askForTranscript, record, recorded } from './recording.ts';
import { heldTooLong, transcribed } from './transcript.ts';
import { type Turn, turn } from './turn.ts';

export type { IvrDeps } from './deps.ts';

export const ivr: Flow<IvrDeps> = {
  name: 'ivr',
  on: {
    NEW_INBOUND_CALL: turn(welcome),
    CALL_ANSWERED: turn((now) => toMenu(now, say(now, 'called-back'))),
    ACTION_SUCCESSFUL: {
      PlayAudioAndGetDigits: turn(collected),
      SpeakAndGetDigits: turn(collected),
      CallAndBridge: turn(listen),
      StartBotConversation: turn(botDone),
      RecordAudio: turn(recorded),
      PlayAudio: turn(heldTooLong),
      Pause: turn(heldTooLong),
    },
    ACTION_FAILED: {
      PlayAudio: turn(withoutAudio),
      PlayAudioAndGetDigits: turn(notCollected),
      SpeakAndGetDigits: turn(notCollected),
      CallAndBridge: turn((now) => (audioFailed(now) ? withoutAudio(now) : notAnswered(now))),
      StartBotConversation: turn(withoutBot),
      RecordAudio: turn((now) => toMenu(now, say(now, 'not-here'))),
      // Voice Focus is a comfort: without it the two go on talking.
      VoiceFocus: turn(listen),
    },
    DIGITS_RECEIVED: turn(switchVoiceFocus),
    CALL_UPDATE_REQUESTED: turn(transcribed),
    HANGUP: turn(farEndGone),
    // An account that may use no bot yet is told so in no other way (ActionExecutionThrottled).
    INVALID_LAMBDA_RESPONSE: turn((now) => (now.state.step === 'bot' ? withoutBot(now) : goodbye(now))),
  },
  release: callBack,
};

/** A number to call, or an entry of the menu. */
function collected(now: Turn): Answer | Promise<Answer> {
  if (now.state.step === 'number') return bridge(now);
  switch (now.call.digits) {
    case '1':
      return toMenu(now, say(now, 'recording'));
    case '2':
      return askForCallBack(now);
    case '3':
      return askForNumber(now);
    case '4':
      return talkToBot(now);
    case '5':
      return record(now);
    case '6':
      return askForTranscript(now);
    default:
      return goodbye(now);
  }
}

function notCollected(now: Turn): Answer {
  if (audioFailed(now)) return withoutAudio(now);
  return now.state.step === 'number' ? toMenu(now) : goodbye(now);
}

function audioFailed({ call }: Turn): boolean {
  return call.failure?.type === 'InvalidAudioSource';
}

/** An audio file can't be played: from now on everything is said, which needs no file. */
function withoutAudio(now: Turn): Answer {
  const { state } = now;
  return toMenu({ ...now, state: { ...state, spoken: true } }, [], { spoken: true });
}
