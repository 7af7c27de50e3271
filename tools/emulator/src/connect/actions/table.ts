import { compare } from './compare.ts';
import { disconnectParticipant } from './disconnect-participant.ts';
import { endFlowExecution } from './end-flow-execution.ts';
import { getParticipantInput } from './get-participant-input.ts';
import { invokeLambdaFunction } from './invoke-lambda-function.ts';
import type { ActionKind } from './kind.ts';
import { loop } from './loop.ts';
import { messageParticipant } from './message-participant.ts';
import { transferParticipantToThirdParty } from './transfer-participant-to-third-party.ts';
import { updateContactAttributes } from './update-contact-attributes.ts';
import { updateFlowLoggingBehavior } from './update-flow-logging-behavior.ts';
import { wait } from './wait.ts';

/** The actions of a contact flow that are emulated, by their Type. */
export const actionKinds: ReadonlyMap<string, ActionKind> = new Map([
  ['UpdateFlowLoggingBehavior', updateFlowLoggingBehavior],
  ['MessageParticipant', messageParticipant],
  ['GetParticipantInput', getParticipantInput],
  ['InvokeLambdaFunction', invokeLambdaFunction],
  ['UpdateContactAttributes', updateContactAttributes],
  ['Compare', compare],
  ['Loop', loop],
  ['Wait', wait],
  ['TransferParticipantToThirdParty', transferParticipantToThirdParty],
  ['DisconnectParticipant', disconnectParticipant],
  ['EndFlowExecution', endFlowExecution],
]);
