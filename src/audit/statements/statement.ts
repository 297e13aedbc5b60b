/** What a statement says: the usage of a period as it was when it was closed, and the log that it was read from. Pure. */
import { createHash } from 'node:crypto';
import { canonical } from '../../platform/canonical.ts';
import type { Period } from '../reports/period.ts';
import type { UsageDetail } from '../reports/usage.ts';

export interface Statement {
  v: 1;
  id: string;
  license: string;
  partner: string;
  period: Period;
  /** ISO 8601 UTC. */
  closed: string;
  /** Of the license's own log; no checkpoint where nothing is in it. */
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
  // What is absent has no canonical form.
  const text = canonical(JSON.parse(JSON.stringify(statement)));
  return { text, sha256: createHash('sha256').update(text).digest('hex') };
}
