import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { AwsError } from '../aws/error.ts';
import type { Stamp } from '../aws/event.ts';
import { listen, type Listening } from '../http/listen.ts';
import { BodyTooLarge, readBody } from '../http/read-body.ts';
import { type Mail, Mailbox } from './mailbox.ts';
import { listPage, mailPage } from './pages.ts';
import { sendEmail } from './send-email.ts';

export interface MailOptions extends Stamp {
  port?: number;
}

/** Amazon SES, API v2: what is sent arrives in one mailbox, which a browser sees at the endpoint. */
export interface LocalMail extends Listening {
  /** Makes an address, or all addresses of a domain, one that e-mail may come from. */
  verify(identity: string): void;
  /** Makes the name of a configuration set known. */
  addConfigurationSet(name: string): void;
  /** All that was sent, or what was sent to an address; oldest first. */
  list(to?: string): readonly Mail[];
}

/** SES takes 40 MB. */
const MAX_BODY = 40 * 1024 * 1024;
/** A mail may not run, load or send anything: it is only looked at. */
const MAIL_POLICY = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export async function startMail({ port, ...stamp }: MailOptions): Promise<LocalMail> {
  const mailbox = new Mailbox();
  const identities = new Set<string>();
  const configurationSets = new Set<string>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '' } = request;
    if (method === 'POST' && url === '/v2/email/outbound-emails') {
      const input: unknown = parse((await readBody(request, MAX_BODY)).toString());
      send(response, 200, sendEmail(input, { ...stamp, mailbox, identities, configurationSets }));
      return;
    }
    const page = method === 'GET' ? pageAt(url) : undefined;
    if (page === undefined) {
      throw new AwsError('UnknownOperationException', `${method} ${url} is not served here, only SendEmail.`, 404);
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.text);
  }

  function pageAt(url: string): { text: string; headers?: Record<string, string> } | undefined {
    if (url === '/') return { text: listPage(mailbox.list()) };
    const [, id = '', html] = /^\/mails\/([\w-]+)(\/html)?$/.exec(url) ?? [];
    const mail = mailbox.find(id);
    if (mail === undefined) return undefined;
    if (html === undefined) return { text: mailPage(mail) };
    return mail.html === undefined
      ? undefined
      : { text: mail.html, headers: { 'content-security-policy': MAIL_POLICY } };
  }

  const server = await listen((request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, error));
  }, port);
  return {
    ...server,
    verify: (identity) => void identities.add(identity.toLowerCase()),
    addConfigurationSet: (name) => void configurationSets.add(name),
    list: (to) => mailbox.list().filter((mail) => to === undefined || mail.to.includes(to)),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON.');
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, error: unknown): void {
  const { code, message, status } = toAwsError(error);
  response.setHeader('x-amzn-errortype', code);
  send(response, status, { message });
}

function toAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof z.ZodError) return new AwsError('BadRequestException', z.prettifyError(error));
  if (error instanceof BodyTooLarge) return new AwsError('BadRequestException', error.message, 413);
  return new AwsError('InternalServiceErrorException', String(error), 500);
}
