import type { Command } from './command.ts';

export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `patchbay: an emulator of Amazon Chime SDK PSTN Audio

Usage: patchbay COMMAND [OPTIONS]

${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

patchbay help COMMAND tells more about one of them.
Exit codes: 0 all is well, 1 something is wrong with the call or the file, 2 the command was wrong.
`;
}

export function commandHelp({ name, summary, usage, options, notes }: Command): string {
  const rows = Object.entries(options).map(([key, { value, help }]) => {
    return [`--${key}${value === undefined ? '' : ` ${value}`}`, help] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  return `${summary}

Usage: patchbay ${name} ${usage}

${rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help.replaceAll('\n', `\n${' '.repeat(width + 4)}`)}`).join('\n')}
${notes === undefined ? '' : `\n${notes}\n`}`;
}
