/**
 * One file of the archive: a segment of one shard, its blocks one after the other (blocks/files.ts). The
 * manifest says where each block is, and which entries of which licenses the file has.
 */
import { createHash } from 'node:crypto';
import type { Message } from '../../rights/types.ts';
import type { Block } from '../blocks/block.ts';
import { linesOfBody } from '../blocks/block.ts';
import { bodyInFile, type FiledBlock, fileOfBlocks } from '../blocks/files.ts';
import { dateOfLine, headOfLine } from '../log/entries.ts';
import { leafHash } from '../merkle.ts';
import type { Fault } from '../self-check/types.ts';
import { message } from '../templates.ts';
import type { PartFault } from '../types.ts';

/** What is known of a segment whatever its file has. */
interface PartHead {
  v: 1;
  object: string;
  /** Number of the part: the sequence of its first entry in the object. */
  part: number;
  lastSeq: number;
  /** YYYY-MM, UTC, of its first entry. */
  month: string;
  /** Dates of its entries, ISO 8601 UTC. A part without texts retains the dates that it had. */
  firstAt: string;
  lastAt: string;
  /**
   * Both indexes included; `root` (base64) is that of the license's tree when it had `last + 1` leaves.
   * `deleted`: how many of its entries have no text any more; absent: all have.
   */
  licenses: { license: string; first: number; last: number; root: string; deleted?: number }[];
  /** Present if texts were deleted from its file: number of deletions, and time of the last. */
  shortened?: { times: number; at: string };
}

export interface Manifest extends PartHead {
  /** Key of the file in the bucket. */
  file: string;
  /** Bytes and SHA-256 (hex) of the file as it is stored. */
  bytes: number;
  sha256: string;
  /** Number of entries that have a text. */
  entries: number;
  blocks: FiledBlock[];
}

/** A later file has another name: readers with the previous manifest find its file, or none. */
function fileOf({ object, part, shortened }: PartHead): string {
  const suffix = shortened ? `-${shortened.times}` : '';
  return `log/${object}/${String(part).padStart(12, '0')}${suffix}.blocks`;
}

/** Key of the manifest, beside its file. */
export function manifestKey({ file }: Pick<Manifest, 'file'>): string {
  return `${file}.json`;
}

/** Finding for a part whose file or manifest is damaged. It names the part's first entry. */
export function damageOf({ licenses }: Manifest, detail: Message): Fault {
  const [first] = licenses;
  return { kind: 'archive_damaged', license: first?.license ?? '', index: first?.first ?? null, detail };
}

/** `rootOf` returns the root of a license's tree at a size. */
export function headOfPart(
  object: string,
  blocks: Block[],
  rootOf: (license: string, size: number) => Uint8Array,
): PartHead {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last) throw new Error('a part of the archive has no blocks');
  const ranges = new Map<string, { license: string; first: number; last: number }>();
  for (const line of linesIn(blocks)) {
    const { license, index } = headOfLine(line);
    ranges.set(license, { license, first: ranges.get(license)?.first ?? index, last: index });
  }
  return {
    v: 1,
    object,
    part: first.first,
    lastSeq: last.last,
    month: first.firstAt.slice(0, 7),
    firstAt: first.firstAt,
    lastAt: last.lastAt,
    licenses: [...ranges.values()].map((range) => ({
      ...range,
      root: Buffer.from(rootOf(range.license, range.last + 1)).toString('base64'),
    })),
  };
}

/** The file of a segment with these blocks, and its manifest. Deterministic. */
export function makePart(head: PartHead, blocks: Block[]): { bytes: Uint8Array; manifest: Manifest } {
  const filed = fileOfBlocks(blocks);
  const lines = linesIn(blocks);
  const dates = lines.map(dateOfLine).sort();
  const entries = Map.groupBy(lines, (line) => headOfLine(line).license);
  const manifest: Manifest = {
    ...head,
    file: fileOf(head),
    bytes: filed.bytes.length,
    sha256: sha256(filed.bytes),
    entries: lines.length,
    firstAt: dates[0] ?? head.firstAt,
    lastAt: dates.at(-1) ?? head.lastAt,
    licenses: head.licenses.map((range) => {
      const deleted = range.last - range.first + 1 - (entries.get(range.license)?.length ?? 0);
      return deleted > 0 ? { ...range, deleted } : range;
    }),
    blocks: filed.blocks,
  };
  return { bytes: filed.bytes, manifest };
}

const linesIn = (blocks: readonly { body: string }[]): string[] =>
  blocks.flatMap(({ body }) => linesOfBody(body)).filter((line) => line !== '');

export type Opened = { ok: true; blocks: Block[] } | { ok: false; reason: PartFault; detail: Message };

/** The blocks of a part in the bucket, if it matches its manifest and every line matches its leaf. */
export async function readPart(
  bucket: R2Bucket,
  manifest: Manifest,
  leafAt: (license: string, index: number) => Uint8Array | null,
): Promise<Opened> {
  const { file } = manifest;
  const stored = await bucket.get(file);
  if (!stored)
    return { ok: false, reason: 'file_missing', detail: message('self_check.file_missing', { file }) };
  const bytes = new Uint8Array(await stored.arrayBuffer());
  if (bytes.length !== manifest.bytes || sha256(bytes) !== manifest.sha256)
    return { ok: false, reason: 'file_changed', detail: message('self_check.file_changed', { file }) };
  const blocks = manifest.blocks.map((filed): Block => {
    const { offset, length, ...head } = filed;
    return { ...head, body: bodyInFile(bytes.subarray(offset, offset + length), filed) };
  });
  for (const [at, line] of linesIn(blocks).entries()) {
    const { license, index } = headOfLine(line);
    const leaf = leafAt(license, index);
    if (!leaf || Buffer.compare(leaf, leafHash(line)) !== 0)
      return {
        ok: false,
        reason: 'entry_changed',
        detail: message('self_check.file_line', { line: at + 1, file, index, license }),
      };
  }
  return { ok: true, blocks };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The first month (YYYY-MM, UTC) that stays in the database when it keeps the current month and `months`
 * before it.
 */
export function firstRetainedMonth(nowMs: number, months: number): string {
  const now = new Date(nowMs);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months)).toISOString().slice(0, 7);
}
