import { createVoice } from '@patchbay/chime';
import type { CountryCode } from '@patchbay/dial-policy';
import { createCalls, createPairs } from '@patchbay/repositories';
import type { Environment } from './environment.ts';
import type { FlowDeps } from './flows/deps.ts';

/** The real things that flows work with. What is big is loaded when a call first needs it, not at cold start. */
export function createDeps(environment: Environment): FlowDeps {
  const now = () => Date.now();
  const calls = createCalls({ table: environment.CALLS_TABLE, now });
  const numbers = { sma: environment.ROLLING_NUMBERS, connect: environment.CONNECT_NUMBERS };
  return {
    promptsBucket: environment.PROMPTS_BUCKET,
    recordingsBucket: environment.RECORDINGS_BUCKET,
    bot: environment.BOT,
    voice: createVoice(),
    calls,
    pairs: createPairs({ table: environment.PAIRS_TABLE, calls, numbers: () => Promise.resolve(numbers), now }),
    connectNumbers: environment.CONNECT_NUMBERS,
    voiceConnectorArns: environment.VOICE_CONNECTOR_ARNS,
    fallback: environment.TRANSFER_FALLBACK,
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
