import { createPreSignUp } from './pre-sign-up/create-pre-sign-up.ts';

export const handler = createPreSignUp(process.env);
