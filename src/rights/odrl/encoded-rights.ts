/** Reads the `encodedRights` of a ninjs `rightsInfo`: ODRL as text. */
import type { Result, RightsFault } from '../types.ts';
import { isNode } from './node.ts';
import { type Parsed, parsePolicy } from './parse.ts';

/** Characters. The largest policy known (262 branches, expanded) has about 300,000. */
const ENCODED_CHARS_MAX = 1_000_000;

/** Parses ODRL 2.2 JSON-LD or ODRL 2.1 JSON (`policytype`, `prohibitions`…). */
export function parseEncodedRights(text: string): Result<Parsed, RightsFault[]> {
  if (text.length > ENCODED_CHARS_MAX) return fault(`It is longer than ${ENCODED_CHARS_MAX} characters`);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return fault('It is no JSON');
  }
  return isNode(document) || Array.isArray(document) ? parsePolicy(document) : fault('It is no policy');
}

function fault(message: string): Result<Parsed, RightsFault[]> {
  return { ok: false, reason: [{ path: '', message }] };
}
