/** What a saved file is, told from its content alone. */
import { createHash } from 'node:crypto';
import { type Checkpoint, parseCheckpoint } from '../../src/ledger/transparency/checkpoint.ts';
import { type Note, parseNote } from '../../src/ledger/transparency/note.ts';
import { unbounded } from '../../src/platform/budget.ts';
import { receiptsIn } from '../../src/stamp/document/anchors.ts';
import { DOCUMENT_FAULTS } from '../../src/stamp/document/faults.ts';
import { type PublishedDocument, readDocument } from '../../src/stamp/document/read.ts';

/** `GET /v1/audit/proofs/{license}?index=`, as saved. */
export interface InclusionProof {
  index: number;
  size: number;
  hashes: string[];
  checkpoint?: string;
}

/** `GET /v1/audit/proofs/{license}?from=&to=` or `GET /v1/log/consistency`, as saved. */
export interface ConsistencyProof {
  from: number;
  to: number;
  hashes: string[];
}

/** `GET /v1/receipts/{id}`, as saved. */
export interface ReceiptRecord {
  id: string;
  delivered: { component: string; digest: string }[];
  /** Absent: there are none, or an older gateway made the record. */
  pictures?: { component: string; perceptual?: string }[];
  text: { digest: string; blocks: string[] } | null;
  captions: string[];
  /** Absent in records of evidence packs. */
  state?: { state: string; asOf: string; since?: string; notice?: string; withdrawn?: string[] };
}

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

/** The record of a receipt, if it is among the files. */
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
  if (isInclusion(json)) return { kind: 'inclusion', proof: json };
  if (isConsistency(json)) return { kind: 'consistency', proof: json };
  if (isRecord(json)) return { kind: 'record', record: json };
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

/**
 * A text, page, feed, ninjs, NewsML-G2 or NITF document, or an HTTP response with one of these. Null: it has
 * no words. A string: why it cannot be read.
 */
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((element) => typeof element === 'string');

function isInclusion(value: unknown): value is InclusionProof {
  return (
    isObject(value) &&
    Number.isInteger(value.index) &&
    Number.isInteger(value.size) &&
    isTexts(value.hashes) &&
    (value.checkpoint === undefined || typeof value.checkpoint === 'string') &&
    value.leaf === undefined
  );
}

function isConsistency(value: unknown): value is ConsistencyProof {
  return (
    isObject(value) && Number.isInteger(value.from) && Number.isInteger(value.to) && isTexts(value.hashes)
  );
}

function isRecord(value: unknown): value is ReceiptRecord {
  if (!isObject(value) || typeof value.id !== 'string' || !Array.isArray(value.delivered)) return false;
  const { text } = value;
  return (
    value.delivered.every(
      (element) =>
        isObject(element) && typeof element.component === 'string' && typeof element.digest === 'string',
    ) &&
    (text === null || (isObject(text) && typeof text.digest === 'string' && isTexts(text.blocks))) &&
    isTexts(value.captions) &&
    (value.state === undefined || isState(value.state))
  );
}

function isState(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { state, asOf, since = '', notice = '', withdrawn = [] } = value;
  if (!Array.isArray(withdrawn)) return false;
  return [state, asOf, since, notice, ...withdrawn].every((field) => typeof field === 'string');
}
