/** A statement: the usage of a period when it was closed, and the state of the log it was read from. Pure. */
import { createHash } from 'node:crypto';
import { canonical } from '../../platform/canonical.ts';
import type { Statement } from './schemas.ts';

export interface Sealed {
  /** RFC 8785. */
  text: string;
  /** Hex, of the text. */
  sha256: string;
}

export function sealStatement(statement: Statement): Sealed {
  // RFC 8785 has no form for undefined members.
  const text = canonical(JSON.parse(JSON.stringify(statement)));
  return { text, sha256: createHash('sha256').update(text).digest('hex') };
}
