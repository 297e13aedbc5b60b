/** The last two files of a pack: the manifest and its signature. */
import { createHash } from 'node:crypto';
import type { PackFile } from './zip.ts';

/** Header of the manifest. */
export interface PackDescription {
  form: 'imprimatur-evidence-1';
  /** ISO 8601 UTC, like `from` and `to`. */
  made: string;
  gateway: string;
  /** Origin of the agency log. */
  origin: string;
  about: { license: string } | { article: string };
  from: string | null;
  to: string | null;
  /** Audience: `auditor`, or the requesting partner. */
  reader: string;
  logs: { license: string; size: number; entries: number }[];
  /** Always empty: the pack includes archived entries. */
  archived: string[];
  /**
   * Months of which requested entries have been deleted, with the number of entries for the license, partner
   * or gateway.
   */
  deleted: { month: string; entries: number }[];
}

/** `sign`: Ed25519, with the key that signs checkpoints. */
export async function* withManifest(
  files: AsyncIterable<PackFile>,
  description: PackDescription,
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
  const manifest = Buffer.from(`${JSON.stringify({ ...description, files: listed }, null, 2)}\n`);
  yield { name: 'manifest.json', content: [manifest] };
  yield { name: 'manifest.sig', content: [await sign(manifest)] };
}
