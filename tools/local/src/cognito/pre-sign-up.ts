import {
  InvalidLambdaResponseError,
  UnexpectedLambdaExceptionError,
  UnsupportedError,
  UserLambdaValidationError,
} from 'cognito-local/lib/errors.js';
import type { CognitoService } from 'cognito-local/lib/services/cognitoService.js';
import type { Triggers } from 'cognito-local/lib/services/triggers/triggers.js';
import * as z from 'zod';
import type { LocalLambda } from '../lambda/start-lambda.ts';

const answerSchema = z.object({
  response: z.object({
    autoConfirmUser: z.boolean().default(false),
    autoVerifyEmail: z.boolean().default(false),
    autoVerifyPhone: z.boolean().default(false),
  }),
});

const NOTHING = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };

/** Triggers of the pools' own functions: pre sign-up, which is all that pools may have here. */
export function createTriggers(cognito: CognitoService, lambda: Pick<LocalLambda, 'invoke'>, region: string): Triggers {
  const none = (): never => {
    throw new UnsupportedError('Of triggers there is only PreSignUp');
  };

  const preSignUp: Triggers['preSignUp'] = async (context, request) => {
    const { options } = await cognito.getUserPool(context, request.userPoolId);
    const functionArn = options.LambdaConfig?.PreSignUp;
    if (functionArn === undefined) return NOTHING;
    const attributes = request.userAttributes.filter(({ Name }) => Name !== 'sub');
    const event = {
      version: '1',
      region,
      userPoolId: request.userPoolId,
      userName: request.username,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: request.clientId },
      triggerSource: request.source,
      request: {
        userAttributes: Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value])),
        validationData: request.validationData ?? null,
        ...(request.clientMetadata && { clientMetadata: request.clientMetadata }),
      },
      response: NOTHING,
    };
    const result = await lambda.invoke(functionArn, JSON.stringify(event));
    if (result.kind === 'unreachable') throw new UnexpectedLambdaExceptionError();
    if (result.kind === 'failed') {
      throw new UserLambdaValidationError(`PreSignUp failed with error ${result.errorMessage}.`);
    }
    const answer = answerSchema.safeParse(parse(result.payload));
    if (!answer.success) throw new InvalidLambdaResponseError();
    return answer.data.response;
  };

  return {
    enabled: (trigger) => trigger === 'PreSignUp',
    preSignUp,
    customEmailSender: none,
    customMessage: none,
    postAuthentication: none,
    postConfirmation: none,
    preTokenGeneration: none,
    userMigration: none,
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
