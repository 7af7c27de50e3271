import { type Action, playAudio, playAudioAndGetDigits, speak, speakAndGetDigits } from '@patchbay/sma';
import texts from '../../../assets/prompts/prompts.json' with { type: 'json' };
import { s3, toCaller, VOICE } from '../caller.ts';
import type { IvrDeps } from './deps.ts';
import type { Turn } from './turn.ts';

/** The audio files, by what they say or sound like. */
export type Prompt = keyof typeof texts;

export function promptFile(prompt: Prompt, { promptsBucket }: IvrDeps) {
  return s3(promptsBucket, `prompts/${prompt}.wav`);
}

/** Plays a prompt to the caller, or says it where audio files can't be played. */
export function say(turn: Turn, prompt: Prompt): Action[] {
  if (!turn.state.spoken) return [playAudio({ ...toCaller(turn.call), AudioSource: promptFile(prompt, turn.deps) })];
  const text = spokenText(prompt);
  return text === '' ? [] : [tell(turn, text)];
}

/** Says something that no file holds. */
export function tell(turn: Turn, text: string, textType: 'text' | 'ssml' = 'text'): Action {
  return speak({ ...toCaller(turn.call), ...VOICE, Text: text, TextType: textType });
}

export interface Asked {
  min: number;
  max: number;
  regex: string;
  tries: number;
  /** Time for the whole input, and between two digits, milliseconds. */
  waitMs: number;
  betweenMs: number;
}

/** Asks for digits with a prompt; `try-again` follows a wrong input. */
export function ask(turn: Turn, prompt: Prompt, { min, max, regex, tries, waitMs, betweenMs }: Asked): Action {
  const collection = {
    ...toCaller(turn.call),
    MinNumberOfDigits: min,
    MaxNumberOfDigits: max,
    InputDigitsRegex: regex,
    Repeat: tries,
    RepeatDurationInMilliseconds: waitMs,
    InBetweenDigitsDurationInMilliseconds: betweenMs,
  };
  if (turn.state.spoken) {
    return speakAndGetDigits({
      ...collection,
      SpeechParameters: { ...VOICE, Text: spokenText(prompt) },
      FailureSpeechParameters: { ...VOICE, Text: spokenText('try-again') },
    });
  }
  return playAudioAndGetDigits({
    ...collection,
    AudioSource: promptFile(prompt, turn.deps),
    FailureAudioSource: promptFile('try-again', turn.deps),
  });
}

/** Sounds have no words. */
function spokenText(prompt: Prompt): string {
  const text = texts[prompt];
  return text.startsWith('[') ? '' : text;
}
