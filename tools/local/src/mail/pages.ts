import type { Mail } from './mailbox.ts';

/** What mails say is text here, whatever it looks like. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (each) => ENTITIES[each] ?? each);

const REFRESH_S = 2;
const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid #bbb; }
  pre { white-space: pre-wrap; font: inherit; }
  iframe { width: 100%; height: 30rem; border: 1px solid #bbb; background: #fff; }
`;

/** All mails, the newest first. */
export function listPage(mails: readonly Mail[]): string {
  const rows = mails
    .toReversed()
    .map(
      ({ id, at, to, subject }) =>
        `<tr><td>${time(at)}</td><td>${escape(to.join(', '))}</td><td><a href="/mails/${escape(id)}">${escape(subject)}</a></td></tr>`,
    );
  const body =
    rows.length === 0
      ? '<p>No e-mail has been sent yet.</p>'
      : `<table>\n<tr><th>Sent</th><th>To</th><th>Subject</th></tr>\n${rows.join('\n')}\n</table>`;
  return page('Mailbox', `<h1>Mailbox</h1>\n${body}`, `<meta http-equiv="refresh" content="${REFRESH_S}">\n`);
}

export function mailPage({ id, at, from, to, subject, text, html }: Mail): string {
  const head = [
    ['From', from],
    ['To', to.join(', ')],
    ['Sent', time(at)],
  ].map(([name = '', value = '']) => `<tr><th>${name}</th><td>${escape(value)}</td></tr>`);
  return page(
    subject,
    [
      '<p><a href="/">Mailbox</a></p>',
      `<h1>${escape(subject)}</h1>`,
      `<table>${head.join('')}</table>`,
      ...(text === undefined ? [] : [`<h2>Text</h2>\n<pre>${escape(text)}</pre>`]),
      ...(html === undefined
        ? []
        : [
            `<h2>HTML</h2>\n<iframe title="HTML" sandbox="allow-popups" src="/mails/${escape(id)}/html"></iframe>`,
            `<details><summary>Source</summary><pre>${escape(html)}</pre></details>`,
          ]),
    ].join('\n'),
  );
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${head}<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function time(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
