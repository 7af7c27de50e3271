import { createTranscribed } from './transcription-ended.ts';

export const handler = createTranscribed(process.env);
