/**
 * One file of the archive: entries of one object and month, in the order in which they were written. A line is an entry's own
 * RFC 8785 text, so its leaf is SHA-256(0x00 ‖ line). The manifest says what must be in it. Pure.
 */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Message } from '../../rights/types.ts';
import { ARCHIVE_BYTES_MAX } from '../limits.ts';
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
  /** YYYY-MM, UTC. */
  month: string;
  /** Key of the file in the bucket. */
  file: string;
  /** Bytes and SHA-256 (hex) of the file as it is stored. */
  bytes: number;
  sha256: string;
  /** Lines of the file. Of a part without any there is no file. */
  entries: number;
  firstAt: string;
  lastAt: string;
  /**
   * Both indexes included; `root` (base64) is that of the license's tree when it had `last + 1` leaves. `deleted`: how many of its
   * entries have no line any more; absent: all have.
   */
  licenses: { license: string; first: number; last: number; root: string; deleted?: number }[];
  /** Present once lines were deleted because their time was over: how often, and when last. */
  shortened?: { times: number; at: string };
}

export interface PartEntry {
  license: string;
  index: number;
  at: string;
  body: string;
  seq: number;
}

/** `shortened`: how often lines of it were deleted. */
export function fileOf(object: string, month: string, part: number, shortened = 0): string {
  const number = String(part).padStart(12, '0');
  return `archive/${object}/${month}/${number}${shortened > 0 ? `-${shortened}` : ''}.ndjson.gz`;
}

const fileBytes = (lines: string[]) => new Uint8Array(gzipSync(`${lines.join('\n')}\n`));

/** Key of the manifest, beside its file. */
export function manifestKey({ file }: Manifest): string {
  return `${file}.json`;
}

/** Of a part whose file or manifest is not as it was stored: told of its first entry. */
export function damageOf({ licenses }: Manifest, detail: Message): Fault {
  const [first] = licenses;
  return { kind: 'archive_damaged', license: first?.license ?? '', index: first?.first ?? null, detail };
}

/** `rootOf` is the root of a license's tree at a size. The same entries make the same bytes. */
export function makePart(
  object: string,
  month: string,
  entries: PartEntry[],
  rootOf: (license: string, size: number) => Uint8Array,
): { bytes: Uint8Array; manifest: Manifest } {
  const [first, last] = [entries[0], entries.at(-1)];
  if (!first || !last) throw new Error('a part of the archive has no entries');
  const bytes = fileBytes(entries.map(({ body }) => body));
  const licenses = new Map<string, { license: string; first: number; last: number }>();
  for (const { license, index } of entries) {
    const range = licenses.get(license);
    if (range) range.last = index;
    else licenses.set(license, { license, first: index, last: index });
  }
  const manifest: Manifest = {
    v: 1,
    object,
    part: first.seq,
    lastSeq: last.seq,
    month,
    file: fileOf(object, month, first.seq),
    bytes: bytes.length,
    sha256: sha256(bytes),
    entries: entries.length,
    firstAt: first.at,
    lastAt: last.at,
    licenses: [...licenses.values()].map((range) => ({
      ...range,
      root: Buffer.from(rootOf(range.license, range.last + 1)).toString('base64'),
    })),
  };
  return { bytes, manifest };
}

/** The same part with these lines alone, all of them its own; `at`: ISO 8601. */
export function shortened(
  before: Manifest,
  lines: string[],
  at: string,
): { bytes: Uint8Array; manifest: Manifest } {
  const times = (before.shortened?.times ?? 0) + 1;
  const bytes = lines.length > 0 ? fileBytes(lines) : new Uint8Array();
  const left = new Map<string, number>();
  for (const line of lines) {
    const { license } = JSON.parse(line) as { license: string };
    left.set(license, (left.get(license) ?? 0) + 1);
  }
  const manifest: Manifest = {
    ...before,
    // A name of its own: whoever reads by the manifest of before finds its file, or none.
    file: fileOf(before.object, before.month, before.part, times),
    bytes: bytes.length,
    sha256: sha256(bytes),
    entries: lines.length,
    licenses: before.licenses.map((range) => {
      const deleted = range.last - range.first + 1 - (left.get(range.license) ?? 0);
      return deleted > 0 ? { ...range, deleted } : range;
    }),
    shortened: { times, at },
  };
  return { bytes, manifest };
}

export type Opened = { ok: true; lines: string[] } | { ok: false; reason: PartFault; detail: Message };

/** The entries of a stored part, if it is what the manifest says and every line is the entry of a leaf. */
export function openPart(
  bytes: Uint8Array | null,
  manifest: Manifest,
  leafAt: (license: string, index: number) => Uint8Array | null,
): Opened {
  const { file } = manifest;
  if (manifest.entries === 0) return { ok: true, lines: [] };
  if (!bytes)
    return { ok: false, reason: 'file_missing', detail: message('self_check.file_missing', { file }) };
  if (bytes.length !== manifest.bytes || sha256(bytes) !== manifest.sha256)
    return { ok: false, reason: 'file_changed', detail: message('self_check.file_changed', { file }) };
  const lines = gunzipSync(bytes, { maxOutputLength: 2 * ARCHIVE_BYTES_MAX })
    .toString()
    .split('\n')
    .slice(0, -1);
  for (const [at, line] of lines.entries()) {
    const { license, index } = JSON.parse(line) as { license: string; index: number };
    const leaf = leafAt(license, index);
    if (!leaf || Buffer.compare(leaf, leafHash(line)) !== 0)
      return {
        ok: false,
        reason: 'entry_changed',
        detail: message('self_check.file_line', { line: at + 1, file, index, license }),
      };
  }
  if (lines.length !== manifest.entries)
    return {
      ok: false,
      reason: 'file_changed',
      detail: message('self_check.file_entries', { file, there: lines.length, written: manifest.entries }),
    };
  return { ok: true, lines };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The first month (YYYY-MM, UTC) that stays in D1 when the running one and `months` before it do. */
export function firstKeptMonth(nowMs: number, months: number): string {
  const now = new Date(nowMs);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months)).toISOString().slice(0, 7);
}
