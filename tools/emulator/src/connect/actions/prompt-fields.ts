import * as z from 'zod';
import type { Running } from '../run/running.ts';
import { type Prompt, promptOf } from '../run/prompt.ts';
import { dynamic, textOf } from './fields.ts';

const recorded = z.undefined('is not emulated: only Text and SSML are');

/** What is said, in either of two ways. Recorded prompts are not emulated. */
export const promptFields = {
  Text: dynamic.optional(),
  SSML: dynamic.optional(),
  PromptId: recorded.optional(),
  Media: recorded.optional(),
};

export interface WrittenPrompt {
  Text?: string | undefined;
  SSML?: string | undefined;
}

export const hasBoth = ({ Text, SSML }: WrittenPrompt): boolean => Text !== undefined && SSML !== undefined;
export const hasOne = ({ Text, SSML }: WrittenPrompt): boolean => (Text === undefined) !== (SSML === undefined);

/** The prompt with its references filled in; undefined when no speech engine would take it. */
export function promptIn({ Text, SSML }: WrittenPrompt, contact: Running): Prompt | undefined {
  if (Text !== undefined && !/^\s*<speak>/.test(Text)) return promptOf(textOf(Text, contact), 'text');
  const marked = SSML ?? Text;
  return marked === undefined ? { words: '', ms: 0 } : promptOf(textOf(marked, contact), 'ssml');
}

export const NOT_SSML = 'the SSML is not well-formed once its references are filled in, or has too long a break';
