/** Reads a text, or a policy as text, and decides whether the desk has to review it. Pure. */
import { compileRestriction, readProse, type TaughtPhrase } from '../rights/index.ts';
import type { OdrlJson, RestrictionScope } from '../rights/types.ts';
import { ENCODED_CHARS_MAX, TEXT_CHARS_MAX } from './limits.ts';
import type { StoredReading } from './store.ts';
import { fitText } from './text.ts';

/** Stored result of a reading. */
export interface Meaning {
  text: string;
  policy: OdrlJson | null;
  reading: StoredReading | null;
  reviewed: boolean;
}

/**
 * Reads prose. A meaning that the desk has `confirmed` for the same words counts. Without one, only a text
 * that the phrasebook and `customPhrases` account for entirely needs no review. A cut text was not read in
 * full, so it needs one.
 */
export function meaningOfProse(
  prose: string,
  confirmed: { policy: OdrlJson | null } | null,
  customPhrases: readonly TaughtPhrase[] = [],
): Meaning {
  const { text, cut: isCut } = fitText(prose, TEXT_CHARS_MAX);
  const { policy, phrases, unaccounted, complete } = readProse(text, customPhrases);
  const reading = { phrases, unaccounted, complete: complete && !isCut };
  if (confirmed) return { text, policy: confirmed.policy, reading, reviewed: true };
  return { text, policy, reading, reviewed: reading.complete };
}

/** Compilation ignores the scope. */
const ANY: RestrictionScope = { kind: 'item', item: '' };

/**
 * Reads encoded rights (ODRL as a JSON string). Rights that cannot be compiled are stored as text and wait
 * for the desk. A policy with a part that cannot be evaluated waits too, and is in force in its strictest
 * reading.
 */
export function meaningOfEncoded(source: string): Meaning {
  const { text, cut: isCut } = fitText(source, ENCODED_CHARS_MAX);
  const policy = isCut ? null : parsePolicy(text);
  const compiled =
    policy && compileRestriction({ id: 'encoded', version: 1, scope: ANY, policy, reviewed: true });
  if (!compiled?.ok) return { text, policy: null, reading: null, reviewed: false };
  return { text, policy, reading: null, reviewed: compiled.value.warnings.length === 0 };
}

function parsePolicy(text: string): OdrlJson | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as OdrlJson)
      : null;
  } catch {
    return null;
  }
}
