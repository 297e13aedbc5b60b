/** What a saved file is, told from its content alone. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Checkpoint, parseCheckpoint } from '../../src/ledger/transparency/checkpoint.ts';
import { type Note, parseNote } from '../../src/ledger/transparency/note.ts';
import { unbounded } from '../../src/platform/budget.ts';
import { receiptsIn } from '../../src/stamp/document/anchors.ts';
import { type PublishedDocument, readDocument } from '../../src/stamp/document/read.ts';
import { DOCUMENT_FAULTS } from '../../src/stamp/document/types.ts';

/** `GET /v1/audit/proofs/{license}?index=`, as saved. A root in the agency log, which has a leaf, is none. */
const inclusionProof = z.object({
  index: z.int(),
  size: z.int(),
  hashes: z.array(z.string()),
  checkpoint: z.string().optional(),
  leaf: z.undefined().optional(),
});
export type InclusionProof = z.output<typeof inclusionProof>;

/** `GET /v1/audit/proofs/{license}?from=&to=` or `GET /v1/log/consistency`, as saved. */
const consistencyProof = z.object({ from: z.int(), to: z.int(), hashes: z.array(z.string()) });
export type ConsistencyProof = z.output<typeof consistencyProof>;

/** `GET /v1/receipts/{id}`, as saved. */
const receiptRecord = z.object({
  id: z.string(),
  delivered: z.array(z.object({ component: z.string(), digest: z.string() })),
  /** Absent: there are none, or an older gateway made the record. */
  pictures: z.array(z.object({ component: z.string(), perceptual: z.string().optional() })).optional(),
  text: z.object({ digest: z.string(), blocks: z.array(z.string()) }).nullable(),
  captions: z.array(z.string()),
  /** Absent in records of evidence packs. */
  state: z
    .object({
      state: z.string(),
      asOf: z.string(),
      since: z.string().optional(),
      notice: z.string().optional(),
      withdrawn: z.array(z.string()).optional(),
    })
    .optional(),
});
export type ReceiptRecord = z.output<typeof receiptRecord>;

export type Content =
  | { kind: 'checkpoint'; note: Note; head: Checkpoint }
  | { kind: 'inclusion'; proof: InclusionProof }
  | { kind: 'consistency'; proof: ConsistencyProof }
  | { kind: 'record'; record: ReceiptRecord }
  /** `document`: what the receipts stand in, if it is more than themselves. */
  | { kind: 'receipts'; receipts: string[]; document: PublishedDocument | null }
  /** `GET /v1/audit/evidence/…`, as saved. */
  | { kind: 'pack'; zip: Buffer }
  /** `digest`: base64url SHA-256 of the bytes, as deliveries list it. */
  | { kind: 'picture'; digest: string; bytes: Uint8Array }
  | { kind: 'unreadable'; reason: string }
  | { kind: 'unknown' };

/** What a ZIP begins with. */
const ZIP = Buffer.from('504b0304', 'hex');

export interface SavedFile {
  name: string;
  content: Content;
}

export function recordIn(files: readonly SavedFile[], id: string): ReceiptRecord | undefined {
  return files
    .flatMap(({ content }) => (content.kind === 'record' ? [content.record] : []))
    .find((record) => record.id === id);
}

export function readContent(bytes: Uint8Array): Content {
  if (ZIP.equals(bytes.subarray(0, ZIP.length))) return { kind: 'pack', zip: Buffer.from(bytes) };
  if (isPicture(bytes))
    return { kind: 'picture', digest: createHash('sha256').update(bytes).digest('base64url'), bytes };
  const text = Buffer.from(bytes).toString();
  const note = parseNote(text);
  const head = note && parseCheckpoint(note.text);
  if (note && head) return { kind: 'checkpoint', note, head };
  const json = parseJson(text);
  const inclusion = inclusionProof.safeParse(json);
  if (inclusion.success) return { kind: 'inclusion', proof: inclusion.data };
  const consistency = consistencyProof.safeParse(json);
  if (consistency.success) return { kind: 'consistency', proof: consistency.data };
  const record = receiptRecord.safeParse(json);
  if (record.success) return { kind: 'record', record: record.data };
  const receipts = receiptsIn(text, unbounded());
  if (receipts.length === 0) return { kind: 'unknown' };
  const read = documentIn(text);
  return typeof read === 'string'
    ? { kind: 'unreadable', reason: read }
    : { kind: 'receipts', receipts, document: read };
}

/** JPEG, PNG and WebP, by what they begin with. */
function isPicture(bytes: Uint8Array): boolean {
  const begin = Buffer.from(bytes.subarray(0, 12)).toString('hex');
  return /^(?:ffd8ff|89504e470d0a1a0a|52494646.{8}57454250)/u.test(begin);
}

/** Null: it has no words. A string: why it cannot be read. */
export function documentIn(saved: string): PublishedDocument | null | string {
  const { body, mediaType } = bodyOf(saved);
  if (isReceipt(body.trim())) return null;
  const read = readDocument(body, unbounded(), mediaType);
  if (!read.ok) return DOCUMENT_FAULTS[read.reason];
  const { kind, stories } = read.value;
  const hasWords = stories.some(({ versions }) =>
    versions.some(({ headline, passages }) => headline !== undefined || passages.length > 0),
  );
  if (!hasWords) return null;
  // Of a response, the receipt is in the head: it is for the one story that follows.
  const receipts = receiptsIn(saved, unbounded());
  const [only] = stories;
  return { kind, stories: only && stories.length === 1 ? [{ ...only, receipts }] : stories };
}

function isReceipt(text: string): boolean {
  return receiptsIn(text, unbounded())[0] === text;
}

/** Of a response as `curl -i` saves it, what follows the head, and what the head says it is. */
function bodyOf(saved: string): { body: string; mediaType?: string } {
  const head = /^HTTP\/[\d.]+ \d{3}[^\n]*\n(?:[^\r\n]+\r?\n)*\r?\n/.exec(saved)?.[0];
  if (head === undefined) return { body: saved };
  const mediaType = /^content-type:[ \t]*([^\r\n]+)/im.exec(head)?.[1];
  return { body: saved.slice(head.length), ...(mediaType !== undefined && { mediaType }) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
