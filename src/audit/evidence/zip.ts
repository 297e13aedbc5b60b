/**
 * Writes files as a ZIP stream, uncompressed: a compressed file has bits that could be changed without
 * changing its content. File dates carry no information. Pure.
 */
import { Zip, ZipPassThrough } from 'fflate/browser';

export interface PackFile {
  /** ASCII. */
  name: string;
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Earliest date that ZIP can represent, in local time. */
const NO_DATE = new Date(1980, 0, 1);
const NOTHING = new Uint8Array();

export async function* zipOf(files: AsyncIterable<PackFile>): AsyncGenerator<Uint8Array> {
  const written: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    written.push(piece);
  });
  for await (const { name, content } of files) {
    const file = new ZipPassThrough(name);
    file.mtime = NO_DATE;
    zip.add(file);
    for await (const piece of content) {
      file.push(piece);
      yield* written.splice(0);
    }
    file.push(NOTHING, true);
    yield* written.splice(0);
  }
  zip.end();
  yield* written.splice(0);
}
