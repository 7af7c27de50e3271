import type { SESv2ClientConfig } from '@aws-sdk/client-sesv2';
import type { MailText } from './invitation-mail.ts';
import type { SesClient } from './ses-client.ts';

export interface Mail extends MailText {
  /** An e-mail address, and nothing else. */
  to: string;
}

export type MailResult =
  | { ok: true }
  /**
   * `not-sent`: certainly, and it is worth another try later. `rejected`: certainly, and it would be again. `unknown`: the
   * service failed or did not answer in time, and it may have been sent. `code` is the name of the error, whose text has
   * addresses.
   */
  | { ok: false; reason: 'not-sent' | 'rejected' | 'unknown'; code: string };

export interface Mailer {
  /** Hands one e-mail to SES, once: nothing is tried again. Nothing is thrown. */
  send(mail: Mail): Promise<MailResult>;
}

export interface MailerOptions {
  /** Whom it comes from. */
  from: string;
  configurationSet: string;
  client?: SESv2ClientConfig;
  /** How long sending may take; 5,000 by default. */
  deadlineMs?: number;
}

export function createMailer({ from, configurationSet, client = {}, deadlineMs = 5_000 }: MailerOptions): Mailer {
  let loaded: Promise<SesClient> | undefined;
  const load = () => (loaded ??= import('./ses-client.ts').then(({ createSesClient }) => createSesClient(client)));
  const content = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    async send({ to, subject, text, html }) {
      try {
        const ses = await load();
        await ses.send(
          {
            FromEmailAddress: from,
            ConfigurationSetName: configurationSet,
            Destination: { ToAddresses: [to] },
            Content: {
              Simple: { Subject: content(subject), Body: { Text: content(text), Html: content(html) } },
            },
          },
          AbortSignal.timeout(deadlineMs),
        );
        return { ok: true };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

/** Of these not the e-mail is the reason, but the account, or how it was set up. */
const LATER: ReadonlySet<string> = new Set([
  'TooManyRequestsException',
  'ThrottlingException',
  'LimitExceededException',
  'SendingPausedException',
  'AccountSuspendedException',
  'MailFromDomainNotVerifiedException',
  'AccessDeniedException',
  'NotFoundException',
]);

function failureOf(error: unknown): MailResult {
  const code = error instanceof Error ? error.name : 'Error';
  const status = statusOf(error);
  if (LATER.has(code) || status === 429) return { ok: false, reason: 'not-sent', code };
  return { ok: false, reason: status >= 400 && status < 500 ? 'rejected' : 'unknown', code };
}

/** Of the answer; 0 when there was none. */
function statusOf(error: unknown): number {
  const { $metadata: metadata } = (error ?? {}) as { $metadata?: { httpStatusCode?: number } };
  return metadata?.httpStatusCode ?? 0;
}
