import { randomUUID } from 'node:crypto';
import { InputError } from '../errors.ts';
import { importLogs } from '../import/import.ts';
import { maskTraces, type MaskOptions } from '../mask/mask.ts';
import { NOT_WELL, OK, type Args, type Command } from './command.ts';
import { importReport, writeTraces } from './import-output.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'Makes traces of the logs of a SIP media application’s function, one a call',
  usage: 'FILE… [OPTIONS]',
  options: {
    out: { value: 'FOLDER', help: 'Write TRANSACTION.json for each call there; printed as JSON if left out' },
    transaction: { value: 'IDS', help: 'Only these calls, with commas between them' },
    mask: { help: 'Put fictional phone numbers, tokens, addresses and keyed digits in the place of real ones' },
    'mask-key': {
      value: 'TEXT',
      help: 'With the same key, the same stand-ins in every run; with --mask only.\nWhoever knows it can find out which number stands for which',
    },
    'mask-digits': { value: 'N', help: 'Mask keyed digits from N on; 4 if left out, as fewer choose from a menu' },
    'mask-path': {
      value: 'PATHS',
      help: 'Mask these values as a whole, with commas between them:\nevent.CallDetails.TransactionAttributes.name',
    },
    help: { help: 'Show this' },
  },
  notes: `A file is what a function logs to CloudWatch, as JSON lines or console text, or an export of it: CSV of the console,
aws logs tail, aws logs filter-log-events, sls logs; packed by gzip or not. Several files are read as one.
Answers belong to events by the id of the Lambda request. Deliveries of the same event are attempts.
What was not used is told with its file and line.

Names that people say or that headers carry are not known to be names: read what you pass on, and use --mask-path.
Exit codes: 0 calls were found, 1 none was, 2 the command was wrong.`,
  async run({ positionals, values }, io) {
    if (positionals.length === 0) throw new InputError('patchbay import needs a file: patchbay import FILE…');
    const masking = readMask(values);
    const { transaction, out } = values;
    const transactionIds = transaction?.split(',').map((id) => id.trim());
    const imported = await importLogs(positionals, transactionIds ? { transactionIds } : {});
    const traces = masking ? maskTraces(imported.traces, masking) : imported.traces;
    if (out === undefined) io.out(`${JSON.stringify(traces, undefined, 2)}\n`);
    else for (const file of await writeTraces(traces, out)) io.out(`${file}\n`);
    io.error(importReport(imported));
    return traces.length > 0 ? OK : NOT_WELL;
  },
};

function readMask(values: Args['values']): MaskOptions | undefined {
  const more = ['mask-key', 'mask-digits', 'mask-path'].find((name) => name in values);
  if (!('mask' in values)) {
    if (more !== undefined) throw new InputError(`--${more} goes with --mask`);
    return undefined;
  }
  const digits = values['mask-digits'] ?? '4';
  if (!/^[1-9]\d?$/.test(digits)) {
    throw new InputError(`--mask-digits: "${digits}" is not a number of digits. Allowed: 1 to 99`);
  }
  const key = values['mask-key'] ?? randomUUID();
  if (key === '') throw new InputError('--mask-key is empty');
  return { key, minDigits: Number(digits), paths: values['mask-path']?.split(',').map((path) => path.trim()) ?? [] };
}
