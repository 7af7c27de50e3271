/**
 * What an SDK client calls itself, so that each of its requests tells whose it is (`AWS_SDK_UA_APP_ID`, at most 50
 * characters). Powertools appends its own name, by which it would be too long, unless `/PTEnv/` shows that it has done so.
 */
export function clientNameOf(functionName: string): string {
  return `${functionName}/PTEnv/`;
}

/** The full name of the function that has sent a request; undefined if it is from somebody else. */
export function functionOf(userAgent = ''): string | undefined {
  // SDK clients write - for /.
  const [, functionName] = /(?:^| )app\/(\S+)-PTEnv-(?: |$)/.exec(userAgent) ?? [];
  return functionName;
}
