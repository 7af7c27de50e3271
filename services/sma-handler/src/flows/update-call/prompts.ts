import {
  type Action,
  type Answer,
  limits,
  pause,
  playAudio,
  playAudioAndGetDigits,
  receiveDigits,
  speakAndGetDigits,
} from '@patchbay/sma';
import texts from '../../../assets/conference/prompts.json' with { type: 'json' };
import { hangUpCaller, s3, tell, toCaller, VOICE } from '../caller.ts';
import { store } from './state.ts';
import type { Turn } from './turn.ts';

/** The audio files, by what they say. */
export type Prompt = keyof typeof texts;

const file = ({ deps }: Turn, key: string) => s3(deps.promptsBucket, key);

export function isPrompt(name: string): name is Prompt {
  return Object.hasOwn(texts, name);
}

/** Plays a prompt to the caller, or says it where audio files can't be played. */
export function say(turn: Turn, prompt: Prompt): Action {
  if (turn.state.spoken) return tell(turn.call, texts[prompt]);
  return playAudio({ ...toCaller(turn.call), AudioSource: file(turn, `conference/${prompt}.wav`) });
}

/** One list takes about a hundred seconds: an update interrupts it, and an hour of them is far from 1,000 invocations. */
const MELODIES = 12;

/** What is heard while somebody waits. */
export function hold(turn: Turn): Action[] {
  if (turn.state.spoken) {
    const silence = pause({ ...toCaller(turn.call), DurationInMilliseconds: limits.pauseMilliseconds.max });
    return [tell(turn.call, `${texts['on-hold']} ${texts['operator-please-wait']}`), silence, silence, silence];
  }
  return [playAudio({ ...toCaller(turn.call), AudioSource: file(turn, 'prompts/hold.wav'), Repeat: MELODIES })];
}

/** Asks for five digits. */
export function askForPin(turn: Turn): Action {
  const collection = {
    ...toCaller(turn.call),
    MinNumberOfDigits: 5,
    MaxNumberOfDigits: 5,
    InputDigitsRegex: '^[0-9]{5}$',
    Repeat: 3,
    RepeatDurationInMilliseconds: 15_000,
    InBetweenDigitsDurationInMilliseconds: 5_000,
  };
  if (turn.state.spoken) {
    return speakAndGetDigits({
      ...collection,
      SpeechParameters: { ...VOICE, Text: texts.pin },
      FailureSpeechParameters: { ...VOICE, Text: texts['pin-again'] },
    });
  }
  return playAudioAndGetDigits({
    ...collection,
    AudioSource: file(turn, 'conference/pin.wav'),
    FailureAudioSource: file(turn, 'conference/pin-again.wav'),
  });
}

/** Listens for star codes. Whether the service goes on after other actions is not documented: each list has it, before what is said. */
export function listen({ call: { legA } }: Turn): Action[] {
  if (!legA?.connected) return [];
  return [
    receiveDigits({
      CallId: legA.callId,
      InputDigitsRegex: String.raw`^\*[5-8]$`,
      InBetweenDigitsDurationInMilliseconds: 1_000,
      FlushDigitsDurationInMilliseconds: 10_000,
    }),
  ];
}

/** Says why, and hangs up; also where it can't be said. */
export function farewell(turn: Turn, prompt: Prompt): Answer {
  return { actions: [say(turn, prompt), hangUpCaller(turn.call)], attributes: store({ step: 'bye' }) };
}

export function hangUp(turn: Turn): Answer {
  return { actions: [hangUpCaller(turn.call)], attributes: store({ step: 'bye' }) };
}
