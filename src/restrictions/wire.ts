/**
 * What the wire says of an item or a component: its usage terms (prose) and its encoded rights (a policy). Each is one
 * row per scope, and a changed text is a new version of that row. Ingest puts the statements into its own batch.
 */
import type { OdrlJson, RestrictionScope } from '../rights/types.ts';
import { TEXT_CHARS_MAX } from './limits.ts';
import { type Meaning, meaningOfEncoded, meaningOfProse } from './reading.ts';
import { scopeId } from './scope.ts';
import {
  confirmedStatement,
  putStatements,
  type RestrictionColumns,
  type RestrictionRow,
  restrictionByIdStatement,
  restrictionRow,
  withdrawStatements,
} from './store.ts';
import { fitText, textKey, wireRestrictionId } from './text.ts';

export interface WireRestriction {
  /** The item that the scope is, or belongs to. */
  item: string;
  scope: RestrictionScope;
  /** The prose; blank when only encoded rights came. */
  text: string;
  /** `rightsInfo.encodedRights` as it came, or the address of linked rights: those cannot be compiled, so the desk looks. */
  encodedRights?: string;
  /** Milliseconds, UTC. */
  now: number;
  operator: string;
}

/**
 * Statements that make the stored wire restrictions of a scope say what the wire now says; none when they do already
 * (what the desk has confirmed or corrected stands). `reviewed` is false when anything of it waits for the desk.
 * A text that the desk withdrew and the wire sends again is in force again: the wire may repeat a restriction, never lift one.
 */
export async function wireRestrictionStatements(
  db: D1Database,
  wire: WireRestriction,
): Promise<{ statements: D1PreparedStatement[]; reviewed: boolean }> {
  const stored = await storedState(db, wire);
  const hasText = wire.text.trim() !== '';
  const prose = hasText ? meaningOfProse(wire.text, stored.confirmed) : null;
  const encoded = wire.encodedRights?.trim() ? meaningOfEncoded(wire.encodedRights, wire.scope) : null;
  const parts = [
    partStatements(db, wire, 'prose', prose, stored.prose),
    partStatements(db, wire, 'encoded', encoded, stored.encoded),
  ];
  return {
    statements: parts.flatMap((part) => part.statements),
    reviewed: parts.every((part) => part.reviewed),
  };
}

/** Statements for a scope of which the wire no longer says anything. */
export function withdrawWireStatements(
  db: D1Database,
  scope: RestrictionScope,
  now: number,
  operator: string,
): D1PreparedStatement[] {
  const at = new Date(now).toISOString();
  return (['prose', 'encoded'] as const).flatMap((part) =>
    withdrawStatements(db, wireRestrictionId(scope.kind, scopeId(scope), part), at, operator),
  );
}

interface StoredState {
  prose: RestrictionRow | null;
  encoded: RestrictionRow | null;
  confirmed: { policy: OdrlJson | null } | null;
}

async function storedState(db: D1Database, { scope, text }: WireRestriction): Promise<StoredState> {
  const id = (part: 'prose' | 'encoded') => wireRestrictionId(scope.kind, scopeId(scope), part);
  const [prose, encoded, confirmed] = await db.batch([
    restrictionByIdStatement(db, id('prose')),
    restrictionByIdStatement(db, id('encoded')),
    confirmedStatement(db, textKey(fitText(text, TEXT_CHARS_MAX).text)),
  ]);
  const row = (result: D1Result | undefined) => {
    const columns = result?.results[0] as RestrictionColumns | undefined;
    return columns ? restrictionRow(columns) : null;
  };
  const known = confirmed?.results[0] as { policy: string | null } | undefined;
  return {
    prose: row(prose),
    encoded: row(encoded),
    confirmed: known
      ? { policy: known.policy === null ? null : (JSON.parse(known.policy) as OdrlJson) }
      : null,
  };
}

function partStatements(
  db: D1Database,
  wire: WireRestriction,
  part: 'prose' | 'encoded',
  meaning: Meaning | null,
  stored: RestrictionRow | null,
): { statements: D1PreparedStatement[]; reviewed: boolean } {
  const at = new Date(wire.now).toISOString();
  const id = wireRestrictionId(wire.scope.kind, scopeId(wire.scope), part);
  if (!meaning)
    return {
      statements: stored?.status === 'active' ? withdrawStatements(db, id, at, wire.operator) : [],
      reviewed: true,
    };
  const same = stored?.status === 'active' && stored.text === meaning.text;
  // An unreviewed text can have become readable since: by a confirmation on another item, or a larger phrasebook.
  if (same && (stored.reviewed || !meaning.reviewed)) return { statements: [], reviewed: stored.reviewed };
  const row: RestrictionRow = {
    ...meaning,
    id,
    version: 1,
    scope: wire.scope,
    item: wire.scope.kind === 'item' || wire.scope.kind === 'component' ? wire.item : null,
    source: 'wire',
    status: 'active',
    created: at,
    updated: at,
  };
  return { statements: putStatements(db, row, wire.operator), reviewed: meaning.reviewed };
}
