import { type InvokeRequest, lambdaEndpoint, type OwnedFunctions } from '@patchbay/emulator';
import { nameFromArn } from '../aws/account.ts';

/** Events of calls, and those of contact flows: the function gets what is in the payload. */
export interface Invoking {
  invoke(request: Pick<InvokeRequest, 'functionArn' | 'payload' | 'attempt'>): ReturnType<OwnedFunctions['invoke']>;
  dispose(): Promise<void>;
}

/**
 * Every function that the Lambda API at `endpoint` knows, by the name in its ARN. That API gives the end of the log,
 * so what a function prints stays with the call.
 */
export function lambdaFunctions(endpoint: string): Invoking {
  const known = new Map<string, OwnedFunctions>();
  return {
    invoke(request) {
      const functionName = nameFromArn(request.functionArn);
      const found = known.get(functionName) ?? lambdaEndpoint({ endpoint, functionName });
      known.set(functionName, found);
      return found.invoke(request as InvokeRequest);
    },
    async dispose() {
      await Promise.all([...known.values()].map((each) => each.dispose()));
    },
  };
}
