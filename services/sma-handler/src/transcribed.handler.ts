import { createTranscribed } from './transcribed.ts';

export const handler = createTranscribed(process.env);
