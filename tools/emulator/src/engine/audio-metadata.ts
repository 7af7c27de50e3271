import type { StoredObject } from './ports.ts';

type Metadata = NonNullable<StoredObject['metadata']>;

/** User metadata of an audio object, percent-encoded UTF-8, since metadata is ASCII: the words of a prompt … */
const TEXT = 'patchbay-text';
/** … and what a caller said in a recording. */
const TRANSCRIPT = 'patchbay-transcript';

/** For storing a prompt, so that whoever hears it without ears knows what it says. */
export function textMetadata(text: string): Metadata {
  return { [TEXT]: encodeURIComponent(text) };
}

/** What was said travels with the file, so that a stand-in for Amazon Transcribe can write it down. */
export function transcriptMetadata(transcript: string): Metadata {
  return { [TRANSCRIPT]: encodeURIComponent(transcript) };
}

/** What an audio object says, where its metadata knows. */
export function wordsOf({ metadata = {} }: StoredObject): string | undefined {
  const encoded = metadata[TEXT] ?? metadata[TRANSCRIPT] ?? '';
  return encoded === '' ? undefined : decode(encoded);
}

/** Metadata that somebody else wrote may not be encoded at all. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
