import type { Functions, InvokeOutcome, InvokeRequest, InvokeResult } from '../engine/ports.ts';
import { checkedSize } from '../lambda/result.ts';
import type { FaultEffect, FaultPlan } from './fault.ts';

/** Lets invocations go wrong by plan on their way to `functions`. */
export function withFaults(functions: Functions, plan: FaultPlan): Functions {
  return {
    invoke(request) {
      const effect = plan(request);
      return effect ? happen(effect, functions, request) : functions.invoke(request);
    },
  };
}

async function happen(effect: FaultEffect, functions: Functions, request: InvokeRequest): Promise<InvokeOutcome> {
  switch (effect.type) {
    case 'slow': {
      const outcome = await functions.invoke(request);
      return { ...outcome, delayMs: (outcome.delayMs ?? 0) + effect.ms };
    }
    case 'fail':
      return {
        kind: 'failed',
        errorType: effect.errorType ?? 'Error',
        errorMessage: effect.errorMessage ?? 'injected failure',
        durationMs: 0,
      };
    case 'refuse':
      return { kind: 'refused', reason: effect.reason, message: 'injected fault', durationMs: 0 };
    case 'huge':
      return replaced(
        await functions.invoke(request),
        checkedSize(JSON.stringify('x'.repeat(Math.max(0, effect.bytes - 2)))),
      );
    case 'garbage':
      return replaced(await functions.invoke(request), { kind: 'returned', payload: effect.payload });
    case 'duplicate':
      await functions.invoke(request);
      return functions.invoke({ ...request, attempt: request.attempt + 1 });
  }
}

function replaced(outcome: InvokeOutcome, result: InvokeResult): InvokeOutcome {
  const { durationMs, delayMs, logs, logsTruncated } = outcome;
  return {
    ...result,
    durationMs,
    ...(delayMs !== undefined && { delayMs }),
    ...(logs && { logs }),
    ...(logsTruncated && { logsTruncated }),
  };
}
