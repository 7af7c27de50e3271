import { type InvokeRequest, lambdaEndpoint, type OwnedFunctions } from '@patchbay/emulator';
import { nameFromArn } from '../aws/account.ts';

/**
 * Every function that the Lambda API at `endpoint` knows, by the name in its ARN. That API gives the end of the log,
 * so what a function prints stays with the call.
 */
export function lambdaFunctions(endpoint: string): Pick<OwnedFunctions, 'invoke' | 'dispose'> {
  const known = new Map<string, OwnedFunctions>();
  return {
    invoke(request: InvokeRequest) {
      const functionName = nameFromArn(request.functionArn);
      const found = known.get(functionName) ?? lambdaEndpoint({ endpoint, functionName });
      known.set(functionName, found);
      return found.invoke(request);
    },
    async dispose() {
      await Promise.all([...known.values()].map((each) => each.dispose()));
    },
  };
}
