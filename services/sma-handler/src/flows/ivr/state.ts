import type { Answer, Call } from '@patchbay/sma';

/** What the caller is in the middle of. */
export type Step =
  | 'menu'
  /** Keys in the number to be connected with. */
  | 'number'
  /** Is being connected, or talks. */
  | 'bridge'
  | 'bot'
  | 'record'
  /** Waits for the transcript of the recording. */
  | 'transcript';

/** What is stored with the call between events; all of it as text. */
export interface State {
  step: Step;
  /** How often the menu was read out. */
  rounds: number;
  /** Wrong inputs at the present step. */
  tries: number;
  /** Who is called back once this call has ended. */
  callBack: string | undefined;
  /** The key of the latest recording. */
  recording: string | undefined;
  /** The transcription that is waited for; '' when the recording is to be written down once it is there. */
  job: string | undefined;
  /** Prompts are spoken because the audio files can't be played. */
  spoken: boolean;
}

export function stateOf({ attributes }: Call): State {
  return {
    step: (attributes['step'] ?? 'menu') as Step,
    rounds: Number(attributes['rounds'] ?? 0),
    tries: Number(attributes['tries'] ?? 0),
    callBack: attributes['callBack'],
    recording: attributes['recording'],
    job: attributes['job'],
    spoken: attributes['spoken'] === 'yes',
  };
}

/** The changes as attributes. */
export function store(changes: Partial<State>): Exclude<Answer, readonly unknown[]>['attributes'] & object {
  return Object.fromEntries(
    Object.entries(changes).map(([key, value]) => {
      if (typeof value === 'boolean') return [key, value ? 'yes' : undefined];
      return [key, value === undefined ? undefined : String(value)];
    }),
  );
}
