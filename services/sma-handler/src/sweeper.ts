import { createSweeper } from './sweep-pairs.ts';

export const handler = createSweeper(process.env);
