import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { InputError, messageOf } from '../errors.ts';

/**
 * The bytes of a log file, unpacked if it is in gzip, whatever its name is.
 * @throws {InputError} there is no such file, or it can't be read
 */
export async function openFile(file: string): Promise<Readable> {
  const packed = await isGzip(file);
  const source = createReadStream(file);
  if (!packed) return source;
  const unpacked = new PassThrough();
  // A file that was cut off, such as by a broken download, gives what there is of it and then this error.
  pipeline(source, createGunzip(), unpacked).catch((error: unknown) => unpacked.destroy(asError(error)));
  return unpacked;
}

async function isGzip(file: string): Promise<boolean> {
  try {
    await using handle = await open(file);
    const start = Buffer.alloc(2);
    const { bytesRead } = await handle.read(start, 0, 2, 0);
    return bytesRead === 2 && start.readUInt16BE() === 0x1f8b;
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new InputError(`No such log file: ${file}`, { cause: error });
    if (code === 'EISDIR') throw new InputError(`A folder is not a log file: ${file}`, { cause: error });
    throw new InputError(`Cannot read ${file}: ${messageOf(error)}`, { cause: error });
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(messageOf(error));
}
