/**
 * One file of the archive: a segment of one shard, its blocks one after the other (blocks/files.ts). The
 * manifest says where each block is, and which entries of which licenses the file has. Pure.
 */
import { createHash } from 'node:crypto';
import type { Message } from '../../rights/types.ts';
import type { Block } from '../blocks/block.ts';
import { linesOfBody } from '../blocks/block.ts';
import { bodyInFile, type FiledBlock, fileOfBlocks } from '../blocks/files.ts';
import { dateOfLine, headOfLine } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { leafHash } from '../merkle.ts';
import type { Fault } from '../self-check/types.ts';
import { message } from '../templates.ts';
import type { PartFault } from '../types.ts';

export interface Manifest {
  v: 1;
  object: string;
  /** Number of the part: the sequence of its first entry in the object. */
  part: number;
  lastSeq: number;
  /** YYYY-MM, UTC, of its first entry. */
  month: string;
  /** Key of the file in the bucket. */
  file: string;
  /** Bytes and SHA-256 (hex) of the file as it is stored. */
  bytes: number;
  sha256: string;
  /** Number of entries that have a text. */
  entries: number;
  /** Dates of these entries, ISO 8601 UTC. A part without texts retains the dates that it had. */
  firstAt: string;
  lastAt: string;
  /**
   * Both indexes included; `root` (base64) is that of the license's tree when it had `last + 1` leaves.
   * `deleted`: how many of its entries have no text any more; absent: all have.
   */
  licenses: { license: string; first: number; last: number; root: string; deleted?: number }[];
  blocks: FiledBlock[];
  /** Present if texts were deleted after their retention time: number of deletions, and time of the last. */
  shortened?: { times: number; at: string };
}

/**
 * `shortened`: how often texts were deleted from it. Each time it gets a new name: readers with a previous
 * manifest find the file of that, or none.
 */
function fileOf(object: string, part: number, shortened = 0): string {
  return `log/${object}/${String(part).padStart(12, '0')}${shortened > 0 ? `-${shortened}` : ''}.blocks`;
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

interface FiledSegment {
  bytes: Uint8Array;
  manifest: Manifest;
}

/** `rootOf` returns the root of a license's tree at a size. Deterministic. */
export function makePart(
  object: string,
  blocks: Block[],
  rootOf: (license: string, size: number) => Uint8Array,
): FiledSegment {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last) throw new Error('a part of the archive has no blocks');
  const ranges = new Map<string, { license: string; first: number; last: number }>();
  for (const line of linesIn(blocks)) {
    const { license, index } = headOfLine(line);
    ranges.set(license, { license, first: ranges.get(license)?.first ?? index, last: index });
  }
  const licenses = [...ranges.values()].map((range) => ({
    ...range,
    root: Buffer.from(rootOf(range.license, range.last + 1)).toString('base64'),
  }));
  return withFile(
    { v: 1, object, part: first.first, lastSeq: last.last, month: first.firstAt.slice(0, 7), licenses },
    blocks,
  );
}

/** The part with these blocks, which have fewer texts. `at`: ISO 8601. */
export const shortened = (before: Manifest, blocks: Block[], at: string): FiledSegment =>
  withFile({ ...before, shortened: { times: (before.shortened?.times ?? 0) + 1, at } }, blocks);

const linesIn = (blocks: readonly { body: string }[]): string[] =>
  blocks.flatMap(({ body }) => linesOfBody(body)).filter((line) => line !== '');

function withFile(
  rest: Omit<Manifest, 'file' | 'bytes' | 'sha256' | 'entries' | 'firstAt' | 'lastAt' | 'blocks'> &
    Partial<Pick<Manifest, 'firstAt' | 'lastAt'>>,
  blocks: Block[],
): FiledSegment {
  const filed = fileOfBlocks(blocks);
  const lines = linesIn(blocks);
  const dates = lines.map(dateOfLine).sort();
  const left = Map.groupBy(lines, (line) => headOfLine(line).license);
  const manifest: Manifest = {
    ...rest,
    licenses: rest.licenses.map((range) => {
      const deleted = range.last - range.first + 1 - (left.get(range.license)?.length ?? 0);
      return deleted > 0 ? { ...range, deleted } : range;
    }),
    file: fileOf(rest.object, rest.part, rest.shortened?.times),
    bytes: filed.bytes.length,
    sha256: sha256(filed.bytes),
    entries: lines.length,
    firstAt: dates[0] ?? rest.firstAt ?? '',
    lastAt: dates.at(-1) ?? rest.lastAt ?? '',
    blocks: filed.blocks,
  };
  return { bytes: filed.bytes, manifest };
}

type Opened = { ok: true; blocks: Block[] } | { ok: false; reason: PartFault; detail: Message };

/** Reads a part, and checks it against its manifest and the leaves that stayed in the shard. */
export async function readPart(
  { entries, bucket }: { entries: EntryLog; bucket: R2Bucket },
  manifest: Manifest,
): Promise<Opened> {
  const { file, entries: texts } = manifest;
  const fault = (reason: 'file_missing' | 'file_changed'): Opened => ({
    ...{ ok: false, reason },
    detail: message(`self_check.${reason}`, { file, entries: texts }),
  });
  const stored = await bucket.get(file);
  if (!stored) return fault('file_missing');
  const bytes = new Uint8Array(await stored.arrayBuffer());
  if (bytes.length !== manifest.bytes || sha256(bytes) !== manifest.sha256) return fault('file_changed');
  const blocks = manifest.blocks.map((filed): Block => {
    const { offset, length, ...head } = filed;
    return { ...head, body: bodyInFile(bytes.subarray(offset, offset + length), filed) };
  });
  for (const [at, line] of linesIn(blocks).entries()) {
    const { license, index } = headOfLine(line);
    const leaf = entries.trees.leaf(license, index);
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

/** A file of the archive is missing or changed. */
export class DamagedFile extends Error {}

/** For `catch`: null if a file is damaged. */
export function nullIfDamaged(error: unknown): null {
  if (error instanceof DamagedFile) return null;
  throw error;
}
