/**
 * Faults and unknown fields of a document. Paths are JSON pointers (RFC 6901) into the submitted document.
 */

export interface Fault {
  path: string;
  message: string;
}

/** A field that ninjs does not know: refused, or stored separately if the item names its own profile. */
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
 * A document with the names of ninjs 3.1. `origin` maps a path in it to a pointer into the submitted
 * document, so that faults use the newsroom's spelling.
 */
export interface RenamedDocument {
  document: unknown;
  unknown: UnknownField[];
  /** Faults of fields without a counterpart in 3.1, which its schema cannot check. */
  faults: Fault[];
  origin: (keys: readonly Key[]) => string;
}
