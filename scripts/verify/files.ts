/** What a saved file is, told from its content alone. */
import { textBlocks } from '../../src/articles/blocks.ts';
import { type Checkpoint, parseCheckpoint } from '../../src/ledger/transparency/checkpoint.ts';
import { type Note, parseNote } from '../../src/ledger/transparency/note.ts';
import { readPublished } from '../../src/stamp/published.ts';
import { RECEIPT_TYPE } from '../../src/stamp/receipt.ts';
import type { Published } from '../../src/stamp/verify.ts';

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
  text: { digest: string; blocks: string[] } | null;
}

export type Content =
  | { kind: 'checkpoint'; note: Note; head: Checkpoint }
  | { kind: 'inclusion'; proof: InclusionProof }
  | { kind: 'consistency'; proof: ConsistencyProof }
  | { kind: 'record'; record: ReceiptRecord }
  /** `published`: the text that the receipts stand beside, if there is one. */
  | { kind: 'receipts'; receipts: string[]; published: Published | null }
  | { kind: 'unknown' };

export interface SavedFile {
  name: string;
  content: Content;
}

export function readContent(text: string): Content {
  const note = parseNote(text);
  const head = note && parseCheckpoint(note.text);
  if (note && head) return { kind: 'checkpoint', note, head };
  const json = parseJson(text);
  if (isInclusion(json)) return { kind: 'inclusion', proof: json };
  if (isConsistency(json)) return { kind: 'consistency', proof: json };
  if (isRecord(json)) return { kind: 'record', record: json };
  const receipts = receiptsIn(text);
  return receipts.length > 0 ? { kind: 'receipts', receipts, published: textIn(text) } : { kind: 'unknown' };
}

/** A text, page, ninjs document, or HTTP response of one of these. Null: no words in it, or too many. */
export function textIn(saved: string): Published | null {
  const body = bodyOf(saved);
  const json = parseJson(body);
  const source = isObject(json) ? ninjsSource(json) : isMarkup(body) ? { html: body } : { text: body };
  if (!source || ('text' in source && isReceipt(body.trim()))) return null;
  const read = readPublished(source);
  if (!read.ok || !read.published) return null;
  // A ninjs document is the article and nothing else, whatever its body is written in.
  const published = { ...read.published, page: 'html' in source && !isObject(json) };
  return textBlocks(published.headline, []).length + published.body.length > 0 ? published : null;
}

/** Every receipt that stands in a text, once. */
export function receiptsIn(text: string): string[] {
  const candidates = text.match(/[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/g) ?? [];
  return [...new Set(candidates)].filter(isReceipt);
}

function isReceipt(text: string): boolean {
  const header = parseJson(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString());
  return isObject(header) && header.typ === RECEIPT_TYPE;
}

/** Of a response as `curl -i` saves it, what follows the head. */
function bodyOf(saved: string): string {
  const response = /^HTTP\/[\d.]+ \d{3}[^\n]*\n(?:[^\r\n]+\r?\n)*\r?\n/.exec(saved);
  return response ? saved.slice(response[0].length) : saved;
}

function isMarkup(text: string): boolean {
  return /^\s*(?:<!doctype html|<\?xml|<html|<[a-z][a-z0-9]*[\s>])/i.test(text);
}

function ninjsSource({ headlines, bodies }: Record<string, unknown>) {
  const headline = values(headlines)[0]?.value;
  const body = values(bodies).find(({ contentType }) => contentType === 'text/plain') ?? values(bodies)[0];
  if (headline === undefined && !body) return null;
  return {
    ...(headline !== undefined && { headline }),
    ...(body?.contentType === 'text/plain' || !body ? { text: body?.value ?? '' } : { html: body.value }),
  };
}

function values(list: unknown): { value: string; contentType?: unknown }[] {
  return Array.isArray(list) ? list.filter((one) => isObject(one) && typeof one.value === 'string') : [];
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
  Array.isArray(value) && value.every((one) => typeof one === 'string');

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
      (one) => isObject(one) && typeof one.component === 'string' && typeof one.digest === 'string',
    ) &&
    (text === null || (isObject(text) && typeof text.digest === 'string' && isTexts(text.blocks)))
  );
}
