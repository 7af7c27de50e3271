import type { ChimeSDKVoiceClientConfig } from '@aws-sdk/client-chime-sdk-voice';
import { refusalOf, type Refusal } from './refusal.ts';
import type { VoiceClient } from './voice-client.ts';

export interface CallRequest {
  sipMediaApplicationId: string;
  /** E.164; a number of the account. */
  from: string;
  /** E.164, or the number of Chime meetings. */
  to: string;
  /** What NEW_OUTBOUND_CALL is to bring along: at most 20 texts. */
  arguments?: Readonly<Record<string, string>>;
  sipHeaders?: Readonly<Record<string, string>>;
}

export interface UpdateRequest {
  sipMediaApplicationId: string;
  transactionId: string;
  /** What CALL_UPDATE_REQUESTED is to bring along: at most 20 texts. */
  arguments: Readonly<Record<string, string>>;
}

export type CallResult = { ok: true; transactionId: string } | Refusal;

/** Calls of Chime voice. Nothing is thrown: what goes wrong is a result. */
export interface Voice {
  /** Dials (CreateSipMediaApplicationCall); the phone rings some time after this has returned. */
  createCall(request: CallRequest): Promise<CallResult>;
  /** Asks the function of a live call for new actions (UpdateSipMediaApplicationCall). */
  updateCall(request: UpdateRequest): Promise<CallResult>;
}

export interface VoiceOptions {
  /** Settings of the SDK's client, where those of the environment won't do. */
  client?: ChimeSDKVoiceClientConfig;
  /** How long one request may take with all its attempts, so that an SMA function answers within 5 s; 3,000 by default. */
  deadlineMs?: number;
}

export function createVoice({ client = {}, deadlineMs = 3_000 }: VoiceOptions = {}): Voice {
  let loaded: Promise<VoiceClient> | undefined;
  const load = () =>
    (loaded ??= import('./voice-client.ts').then(({ createVoiceClient }) => createVoiceClient(client)));
  const result = async (
    send: (client: VoiceClient, signal: AbortSignal) => ReturnType<VoiceClient['create']>,
  ): Promise<CallResult> => {
    try {
      const { SipMediaApplicationCall: call } = await send(await load(), AbortSignal.timeout(deadlineMs));
      if (call?.TransactionId === undefined) return refusalOf(new Error('The response has no TransactionId'));
      return { ok: true, transactionId: call.TransactionId };
    } catch (error) {
      return refusalOf(error);
    }
  };
  return {
    createCall: (request) =>
      result((voice, signal) =>
        voice.create(
          {
            SipMediaApplicationId: request.sipMediaApplicationId,
            FromPhoneNumber: request.from,
            ToPhoneNumber: request.to,
            ...(request.arguments && { ArgumentsMap: request.arguments }),
            ...(request.sipHeaders && { SipHeaders: request.sipHeaders }),
          },
          signal,
        ),
      ),
    updateCall: (request) =>
      result((voice, signal) =>
        voice.update(
          {
            SipMediaApplicationId: request.sipMediaApplicationId,
            TransactionId: request.transactionId,
            Arguments: request.arguments,
          },
          signal,
        ),
      ),
  };
}
