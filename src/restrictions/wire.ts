/**
 * Wire restrictions of an item or a component: usage terms (prose) and encoded rights (a policy). Each is one
 * row per scope, and a changed text is a new version of that row. Ingest adds the statements to its own
 * batch.
 */
import type { OdrlJson, RestrictionScope, RestrictionSource } from '../rights/types.ts';
import { TEXT_CHARS_MAX } from './limits.ts';
import { activePhrasesStatement, type PhraseColumns, toCustomPhrases } from './phrases/store.ts';
import { type Meaning, meaningOfEncoded, meaningOfProse } from './reading.ts';
import { scopeId } from './scope.ts';
import {
  confirmedByKeyStatement,
  putStatements,
  type RestrictionColumns,
  type RestrictionRow,
  restrictionRow,
  restrictionsByIdStatement,
  withdrawStatements,
} from './store.ts';
import { fitText, textKey, wireRestrictionId } from './text.ts';

export interface WireRestriction {
  /** The item of the scope, or that contains it. */
  item: string;
  scope: RestrictionScope;
  /** The prose. Blank: only encoded rights were submitted. */
  text: string;
  /**
   * `rightsInfo.encodedRights` as submitted, or the address of linked rights: those cannot be compiled, so
   * the desk reviews them.
   */
  encodedRights?: string;
  /** Milliseconds, UTC. */
  now: number;
  operator: string;
}

/** Changes of one scope. `reviewed`: false if any of it awaits review. */
export interface WireChange {
  put: RestrictionRow[];
  /** Ids of restrictions that the wire no longer states. */
  withdraw: string[];
  reviewed: boolean;
}

/**
 * Returns changes that update the stored wire restrictions of each scope to the wire's current ones; none if
 * they are equal (the desk's confirmations and corrections stand). One lookup for all scopes, because an item
 * may have 200 pictures. A text that the desk withdrew and the wire sends again is in force again: the wire
 * may repeat a restriction, never lift one.
 */
export async function wireChanges(db: D1Database, wires: WireRestriction[]): Promise<WireChange[]> {
  if (wires.length === 0) return [];
  const stored = await loadStoredAndRead(db, wires);
  return wires.map((wire) => {
    const { prose, encoded, readings } = stored(wire);
    const parts = [
      partChange(wire, 'prose', readings.prose, prose),
      partChange(wire, 'encoded', readings.encoded, encoded),
    ];
    return {
      put: parts.flatMap((part) => part.put),
      withdraw: parts.flatMap((part) => part.withdraw),
      reviewed: parts.every((part) => part.reviewed),
    };
  });
}

/** Converts changes to a few statements, whatever their number. */
export function wireStatements(
  db: D1Database,
  changes: readonly Pick<WireChange, 'put' | 'withdraw'>[],
  { now, operator }: Pick<WireRestriction, 'now' | 'operator'>,
): D1PreparedStatement[] {
  return [
    ...putStatements(
      db,
      changes.flatMap(({ put }) => put),
      operator,
    ),
    ...withdrawStatements(
      db,
      changes.flatMap(({ withdraw }) => withdraw),
      new Date(now).toISOString(),
      operator,
    ),
  ];
}

/**
 * Returns the restrictions that would be in force for each scope if this were stored: the desk's decisions on
 * the same words stand. Nothing is written.
 */
export async function wireReadings(db: D1Database, wires: WireRestriction[]): Promise<RestrictionSource[]> {
  if (wires.length === 0) return [];
  const stored = await loadStoredAndRead(db, wires);
  return wires.flatMap((wire) => {
    const { prose, encoded, readings } = stored(wire);
    return [
      ...(readings.prose ? [inForce(wire, 'prose', readings.prose, prose)] : []),
      ...(readings.encoded ? [inForce(wire, 'encoded', readings.encoded, encoded)] : []),
    ];
  });
}

/** True if a restriction is the wire's own statement about its scope, and not the desk's. */
export function isOfWire({ id, scope }: Pick<RestrictionSource, 'id' | 'scope'>): boolean {
  return (['prose', 'encoded'] as const).some(
    (part) => id === wireRestrictionId(scope.kind, scopeId(scope), part),
  );
}

function inForce(
  wire: WireRestriction,
  part: 'prose' | 'encoded',
  { text, policy, reviewed }: Meaning,
  stored: RestrictionRow | null,
): RestrictionSource {
  const id = partId(wire, part);
  const isStoredValid = stored?.status === 'active' && stored.text === text && (stored.reviewed || !reviewed);
  const { version, scope } = isStoredValid
    ? stored
    : { version: (stored?.version ?? 0) + 1, scope: wire.scope };
  return isStoredValid
    ? { id, version, scope, text, policy: stored.policy, reviewed: stored.reviewed }
    : { id, version, scope, text, policy, reviewed };
}

/** Ids of the wire restrictions of a scope. */
export function wireIds(scope: RestrictionScope): string[] {
  return (['prose', 'encoded'] as const).map((part) => wireRestrictionId(scope.kind, scopeId(scope), part));
}

interface StoredState {
  prose: RestrictionRow | null;
  encoded: RestrictionRow | null;
  /** The wire's current statements. Null: it states nothing. */
  readings: { prose: Meaning | null; encoded: Meaning | null };
}

/**
 * Loads the stored restrictions of the scopes, and reads the wire's statements. One batch, so that all parts
 * are consistent; equal words are read once.
 */
async function loadStoredAndRead(
  db: D1Database,
  wires: WireRestriction[],
): Promise<(wire: WireRestriction) => StoredState> {
  const ids = wires.flatMap((wire) => [partId(wire, 'prose'), partId(wire, 'encoded')]);
  const [restrictions, readings, phrases] = await db.batch([
    restrictionsByIdStatement(db, ids),
    confirmedByKeyStatement(db, [...new Set(wires.map(({ text }) => readingKey(text)))]),
    activePhrasesStatement(db),
  ]);
  const rows = ((restrictions?.results ?? []) as RestrictionColumns[]).map(restrictionRow);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const confirmedReadings = (readings?.results ?? []) as { text_key: string; policy: string | null }[];
  const byKey = new Map(confirmedReadings.map(({ text_key, policy }) => [text_key, policy]));
  const customPhrases = toCustomPhrases((phrases?.results ?? []) as PhraseColumns[]);
  const prose = memoizeReading((text) => {
    const policy = byKey.get(readingKey(text));
    const confirmed =
      policy === undefined ? null : { policy: policy === null ? null : (JSON.parse(policy) as OdrlJson) };
    return meaningOfProse(text, confirmed, customPhrases);
  });
  const encoded = memoizeReading(meaningOfEncoded);
  return (wire) => ({
    prose: byId.get(partId(wire, 'prose')) ?? null,
    encoded: byId.get(partId(wire, 'encoded')) ?? null,
    readings: { prose: prose(wire.text), encoded: encoded(wire.encodedRights) },
  });
}

/** Null: there is nothing to read. */
function memoizeReading(read: (text: string) => Meaning): (text: string | undefined) => Meaning | null {
  const cache = new Map<string, Meaning>();
  return (text = '') => {
    if (text.trim() === '') return null;
    const meaning = cache.get(text) ?? read(text);
    cache.set(text, meaning);
    return meaning;
  };
}

function partId({ scope }: WireRestriction, part: 'prose' | 'encoded'): string {
  return wireRestrictionId(scope.kind, scopeId(scope), part);
}

function readingKey(text: string): string {
  return textKey(fitText(text, TEXT_CHARS_MAX).text);
}

function partChange(
  wire: WireRestriction,
  part: 'prose' | 'encoded',
  meaning: Meaning | null,
  stored: RestrictionRow | null,
): WireChange {
  const at = new Date(wire.now).toISOString();
  const id = partId(wire, part);
  if (!meaning) return { put: [], withdraw: stored?.status === 'active' ? [id] : [], reviewed: true };
  const isUnchanged = stored?.status === 'active' && stored.text === meaning.text;
  // An unreviewed text can become readable later: by a confirmation on another item, or a larger phrasebook.
  if (isUnchanged && (stored.reviewed || !meaning.reviewed))
    return { put: [], withdraw: [], reviewed: stored.reviewed };
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
  return { put: [row], withdraw: [], reviewed: meaning.reviewed };
}
