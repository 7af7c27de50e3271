/** An e-mail that was sent. */
export interface Mail {
  /** As SES answered it. */
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  from: string;
  to: readonly string[];
  subject: string;
  text?: string;
  html?: string;
}

/** Older e-mails give way. */
const KEPT = 1_000;

/** Where all e-mail arrives, whoever it is for. */
export class Mailbox {
  #mails: Mail[] = [];

  add(mail: Mail): void {
    this.#mails = [...this.#mails, mail].slice(-KEPT);
  }

  /** Oldest first. */
  list(): readonly Mail[] {
    return this.#mails;
  }

  find(id: string): Mail | undefined {
    return this.#mails.find((mail) => mail.id === id);
  }
}
