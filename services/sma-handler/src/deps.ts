import { createVoice } from '@patchbay/chime';
import type { CountryCode } from '@patchbay/dial-policy';
import { createCalls } from '@patchbay/repositories';
import type { Environment } from './environment.ts';
import type { FlowDeps } from './flows/deps.ts';

/** The real things that flows work with. What is big is loaded when a call first needs it, not at cold start. */
export function createDeps(environment: Environment): FlowDeps {
  const calls = createCalls({ table: environment.CALLS_TABLE, now: () => Date.now() });
  return {
    promptsBucket: environment.PROMPTS_BUCKET,
    recordingsBucket: environment.RECORDINGS_BUCKET,
    bot: environment.BOT,
    voice: createVoice(),
    once: (transactionId, effect) => calls.once(transactionId, effect),
    transcribe: async (job) => (await import('./transcriptions.ts')).startTranscription(job),
    mayDial: async (number) => {
      const { checkNumber, defaultPolicy } = await import('@patchbay/dial-policy');
      // The stage's file was checked when it was deployed, so these are countries.
      const allowedCountries = environment.DIAL_COUNTRIES as CountryCode[];
      return checkNumber(number, { ...defaultPolicy(allowedCountries[0] ?? 'US'), allowedCountries });
    },
  };
}
