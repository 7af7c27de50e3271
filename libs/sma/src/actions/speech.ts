import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import type { Path } from '../problems.ts';
import { isWellFormedSsml, Ssml } from '../ssml.ts';
import type { Advice, Loose } from './define.ts';
import { isPollyLanguage, isPollyVoice } from './polly.ts';

/** What Amazon Polly says. */
export interface Speech {
  /** At most 1,000 characters, markup counted. */
  Text: string;
  /** standard unless given. */
  Engine?: 'standard' | 'neural';
  /** For voices that speak two languages. */
  LanguageCode?: string;
  /** text unless given. */
  TextType?: 'text' | 'ssml';
  /** Joanna unless given. */
  VoiceId?: string;
}

/** As a builder takes it: SSML brings its own TextType. */
export type SpeechInput = Loose<Omit<Speech, 'Text'>> & { Text: string | Ssml };

export const speech = {
  Text: z.string().check(z.minLength(1), z.maxLength(limits.speechCharacters)),
  Engine: z.optional(z.literal(['standard', 'neural'])),
  LanguageCode: z.optional(z.string()),
  TextType: z.optional(z.literal(['text', 'ssml'])),
  VoiceId: z.optional(z.string()),
};

interface Marked {
  Text: string;
  TextType?: string | undefined;
}

export const readableSsml = z.refine<Marked>(({ Text, TextType }) => TextType !== 'ssml' || isWellFormedSsml(Text), {
  error: 'must be one <speak> element of well-formed SSML, with & and < escaped',
  path: ['Text'],
});

export function prepareSpeech<I extends SpeechInput>(input: I): Omit<I, 'Text'> & { Text: string } {
  const { Text } = input;
  return Text instanceof Ssml ? { ...input, Text: Text.toString(), TextType: 'ssml' } : { ...input, Text };
}

export function speechAdvice({ VoiceId, LanguageCode }: Omit<Speech, 'Text'>, at: Path = []): Advice[] {
  const advice: Advice[] = [];
  if (VoiceId !== undefined && !isPollyVoice(VoiceId)) {
    advice.push({ path: [...at, 'VoiceId'], rule: 'should be a voice of Amazon Polly, such as Joanna', hint: true });
  }
  if (LanguageCode !== undefined && !isPollyLanguage(LanguageCode)) {
    advice.push({
      path: [...at, 'LanguageCode'],
      rule: 'should be a language of Amazon Polly, such as en-US',
      hint: true,
    });
  }
  return advice;
}
