/** The only file that loads the SDK of SES; it is imported with the first e-mail, not at cold start. */
import {
  SendEmailCommand,
  SESv2Client,
  type SendEmailCommandInput,
  type SESv2ClientConfig,
} from '@aws-sdk/client-sesv2';

export interface SesClient {
  send(input: SendEmailCommandInput, abortSignal: AbortSignal): Promise<unknown>;
}

export function createSesClient(config: SESv2ClientConfig): SesClient {
  // A lost answer may mean that it has been sent.
  const client = new SESv2Client({ ...config, maxAttempts: 1 });
  return { send: (input, abortSignal) => client.send(new SendEmailCommand(input), { abortSignal }) };
}
