import { writeFile } from 'node:fs/promises';
import { InputError, messageOf } from '../errors.ts';
import { type PageOptions, tracePage } from '../trace/page/page.ts';
import type { CallRecord } from '../trace/recorder.ts';
import type { Io } from './io.ts';

/**
 * Writes a call as a page, and says where; not among what is printed, which may be read by a program.
 * @throws {InputError} the file can't be written
 */
export async function writePage(
  { file, ...options }: PageOptions & { file: string },
  record: CallRecord,
  io: Io,
): Promise<void> {
  try {
    await writeFile(file, tracePage(record, options));
  } catch (error) {
    throw new InputError(`--html: cannot write ${file}: ${messageOf(error)}`, { cause: error });
  }
  io.error(`The call as a page: ${file}\n`);
}
