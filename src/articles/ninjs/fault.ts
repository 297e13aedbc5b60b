/** Faults of a document, and what it holds beyond the standard. Paths are JSON pointers (RFC 6901) into what was sent. */

export interface Fault {
  path: string;
  message: string;
}

/** A field that ninjs does not know: refused, or kept apart when the item names its own profile. */
export interface UnknownField {
  path: string;
  value: unknown;
}

export type Key = string | number;

export { pointerTo as pointer } from '../../platform/json-pointer.ts';

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A document in ninjs 3.1 names. `origin` gives the pointer into the document as sent for a path in the renamed
 * one, so that the newsroom is told of its own spelling.
 */
export interface RenamedDocument {
  document: unknown;
  unknown: UnknownField[];
  /** Of fields that have no place in 3.1 and that its schema can therefore not judge. */
  faults: Fault[];
  origin: (keys: readonly Key[]) => string;
}
