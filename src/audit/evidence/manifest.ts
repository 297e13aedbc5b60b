/** The last two files of a pack: what the others are, and the signature on that. */
import { createHash } from 'node:crypto';
import type { PackFile } from './zip.ts';

/** What a pack says of itself. */
export interface Said {
  form: 'imprimatur-evidence-1';
  /** ISO 8601 UTC, like `from` and `to`. */
  made: string;
  gateway: string;
  /** The name of the agency log. */
  origin: string;
  about: { license: string } | { article: string };
  from: string | null;
  to: string | null;
  /** For whom: `auditor`, or the partner who asked. */
  reader: string;
  logs: { license: string; size: number; entries: number }[];
  /** Always empty: what is in the archive is in the pack. */
  archived: string[];
  /** Months of which entries that were asked for have no text any more, and how many of all of the license or partner, or of all. */
  deleted: { month: string; entries: number }[];
}

/** `sign`: Ed25519, with the key that signs checkpoints. */
export async function* withManifest(
  files: AsyncIterable<PackFile>,
  said: Said,
  sign: (manifest: Uint8Array) => Promise<Uint8Array>,
): AsyncGenerator<PackFile> {
  const listed: { name: string; size: number; sha256: string }[] = [];
  for await (const file of files) {
    const hash = createHash('sha256');
    let size = 0;
    yield {
      name: file.name,
      content: (async function* () {
        for await (const piece of file.content) {
          hash.update(piece);
          size += piece.length;
          yield piece;
        }
      })(),
    };
    listed.push({ name: file.name, size, sha256: hash.digest('hex') });
  }
  const manifest = Buffer.from(`${JSON.stringify({ ...said, files: listed }, null, 2)}\n`);
  yield { name: 'manifest.json', content: [manifest] };
  yield { name: 'manifest.sig', content: [await sign(manifest)] };
}
