/** What AWS would deliver, on one machine: for `npm start`, and for tests that want the real thing over HTTP. */
export { LOCAL_ACCOUNT_ID, type Account } from './aws/account.ts';
export type { AwsEvent, EventParts } from './aws/event.ts';
export { signAsPool } from './cognito/sign-token.ts';
export {
  placeOf,
  signIn,
  signUp,
  type Member as PoolMember,
  type Person,
  type SignInPlace,
} from './cognito/sign-up.ts';
export {
  CONFIRMATION_CODE,
  startCognito,
  type CognitoOptions,
  type LocalCognito,
  type UserPool,
} from './cognito/start-cognito.ts';
export { createResolver, type Resolve } from './cloudformation/resolve.ts';
export { readTemplate } from './cloudformation/template.ts';
export { findServices } from './environment/find-services.ts';
export { startAws, type AwsOptions, type AwsService, type LocalAws } from './environment/start-aws.ts';
export { startLocal, type Local, type LocalOptions, type RunningService } from './environment/start-local.ts';
export { awsVariables } from './environment/variables.ts';
export { LocalError, type LocalErrorCode } from './errors.ts';
export { startDynamoDb, type LocalDynamoDb } from './dynamodb/start-dynamodb.ts';
export { routesOf } from './http-api/routes.ts';
export type { Documents, LocalHttpApi } from './http-api/start-http-api.ts';
export { startEvents, type LocalEvents } from './events/start-events.ts';
export { startLambda, type LocalLambda } from './lambda/start-lambda.ts';
export type { DeadLetter } from './lambda/async-invocations.ts';
export { freePorts } from './http/free-port.ts';
export type { Mail } from './mail/mailbox.ts';
export { startMail, type LocalMail } from './mail/start-mail.ts';
export { clientNameOf } from './requests/client-name.ts';
export { type FunctionRequest, observeRequests } from './requests/observe.ts';
export { startQueues, type LocalQueues } from './queues/start-queues.ts';
export { startS3, type LocalS3 } from './s3/start-s3.ts';
export type { Seed } from './s3/seed.ts';
export { TRANSCRIPT_METADATA } from './transcribe/recording.ts';
export { startTranscribe } from './transcribe/start-transcribe.ts';
export { openConnect } from './front/contact-centre.ts';
export { lambdaFunctions } from './front/functions.ts';
export { assistant, people } from './front/people.ts';
export { type MainIo, runMain } from './front/run-main.ts';
export type { SignIn } from './front/sign-in.ts';
export { startPatchbay, type Patchbay, type PatchbayOptions } from './front/start-patchbay.ts';
export { Member, type HttpResult, type MemberOptions } from './stories/member.ts';
export { type Place, Scene, type SceneOptions } from './stories/scene.ts';
export { stories } from './stories/index.ts';
export { laddersOf, play } from './front/play.ts';
export { findScripts, numberOf } from './front/scripts.ts';
