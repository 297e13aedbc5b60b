/** A statement: the usage of a period when it was closed, and the state of the log it was read from. Pure. */
import { createHash } from 'node:crypto';
import { canonical } from '../../platform/canonical.ts';
import type { Period } from '../reports/period.ts';
import type { UsageDetail } from '../reports/schemas.ts';

export interface Statement {
  v: 1;
  id: string;
  license: string;
  partner: string;
  period: Period;
  /** ISO 8601 UTC. */
  closed: string;
  /** State of the license's log; no checkpoint if the log is empty. */
  log: { origin: string; size: number; checkpoint: string | null };
  usage: UsageDetail;
}

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
