/**
 * Files as one ZIP, written as they come. They are stored as they are, not compressed: of a compressed file, bits may be changed that
 * change nothing of its content, and nobody would see it. Their dates say nothing. Pure.
 */
import { Zip, ZipPassThrough } from 'fflate/browser';

export interface PackFile {
  /** ASCII. */
  name: string;
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The first that a ZIP can say, on the clock of wherever this runs. */
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
