/**
 * The desk's changes of restrictions. Each change is a version, and in force before the desk gets its
 * response.
 */
import { idempotencyStatements, rejectDuplicate } from '../access/idempotency.ts';
import { actionMessage, statusChange } from '../ledger/actions.ts';
import { commitChange, type OutboxMessage } from '../ledger/outbox.ts';
import type { Doubt } from '../platform/confirmation.ts';
import type { Env } from '../platform/env.ts';
import {
  type Attempt,
  changedSince,
  conflicting,
  done,
  failed,
  faulty,
  missing,
  unlessChanged,
} from '../platform/failure.ts';
import { newId } from '../platform/ids.ts';
import type { Actor } from '../platform/openapi.ts';
import { problemMessage } from '../platform/templates.ts';
import {
  checkRestriction,
  compileRestriction,
  countriesMeant,
  inPolicy,
  policyDigest,
  printProse,
  unreadDates,
} from '../rights/index.ts';
import type { Finding, OdrlJson, RestrictionScope } from '../rights/types.ts';
import { POLICY_CHARS_MAX } from './limits.ts';
import { activePhrasesStatement, type PhraseColumns, toCustomPhrases } from './phrases/store.ts';
import { meaningOfProse } from './reading.ts';
import type { NewRestriction, ReadingResource, RestrictionPatch, RestrictionResource } from './schemas.ts';
import { parseScope, printScope, scopeId } from './scope.ts';
import {
  advisoryStatements,
  changeStatements,
  confirmedStatement,
  confirmStatement,
  containingAdvisoryStatements,
  findRestriction,
  forgetStatement,
  type ItemStatus,
  itemOfComponent,
  itemStatus,
  policyBeforeReview,
  putStatements,
  type RestrictionRow,
} from './store.ts';
import { textKey, wireRestrictionId } from './text.ts';
import { canWithhold, isOfText, withholdingPolicy } from './withhold.ts';

/**
 * Creates a restriction. Malformed: scope or policy. access/idempotency.ts describes the key. Throws
 * `change_pending` if a ledger shard is unavailable; the change is stored then.
 */
export async function createRestriction(
  env: Env,
  input: NewRestriction,
  by: Actor,
  idempotencyKey?: string,
): Promise<Attempt<RestrictionResource>> {
  const scope = parseScope(input.scope);
  if (!scope) return faulty('/scope', 'This is not a scope', 'scope');
  const item = await itemOfScope(env.DB, scope);
  if (item === 'unknown')
    return faulty(
      '/scope',
      `There is no ${scope.kind} with this id`,
      scope.kind === 'item' ? 'no_article' : 'no_component',
    );
  const meaning = input.policy
    ? checkPolicy(scope, input.policy, by.now)
    : done(await readMeaning(env.DB, input.text ?? ''));
  if (!meaning.ok) return meaning;
  const at = new Date(by.now).toISOString();
  const row: RestrictionRow = {
    ...meaning.value,
    id: newId('rst'),
    version: 1,
    scope,
    item: item?.id ?? null,
    source: 'desk',
    status: 'active',
    created: at,
    updated: at,
  };
  const statements = [
    ...idempotencyStatements(env.DB, idempotencyKey, by),
    ...putStatements(env.DB, [row], by.operator),
    ...advisoriesFor(env.DB, item, at),
  ];
  const action = actionMessage(by, 'restriction.create', row.id, { after: restrictionResource(row, by.now) });
  const committed = await rejectDuplicate(
    env,
    commitChange(env, statements, [...fencesFor(row, item), action]).then(done),
  );
  return committed.ok ? done(restrictionResource(row, by.now)) : committed;
}

export async function changeRestriction(
  env: Env,
  id: string,
  patch: RestrictionPatch,
  by: Actor,
): Promise<Attempt<RestrictionResource>> {
  const row = await findRestriction(env.DB, id);
  if (!row) return missing('restriction');
  const revision = await revisionOf(env.DB, row, patch, by.now);
  if (!revision.ok) return revision;
  if (patch.version !== undefined && patch.version !== row.version && revision.value !== row)
    return changedSince();
  const item = row.item === null ? null : await itemStatus(env.DB, row.item);
  if (revision.value === row) {
    // A repeated request, for example after a 503, is answered only after every shard has acknowledged the
    // change.
    await commitChange(env, [], fencesFor(row, item));
    return done(restrictionResource(row, by.now));
  }
  const at = new Date(by.now).toISOString();
  const revised = { ...revision.value, updated: at };
  const statements = [
    ...changeStatements(env.DB, revised, by.operator),
    ...readingStatements(env.DB, patch, { row, revised }, by.operator),
    ...advisoriesFor(env.DB, item, at),
  ];
  const action = actionMessage(by, 'restriction.change', id, {
    change: statusChange(row, revised) ?? reviewChange(patch, row),
    before: restrictionResource(row, by.now),
    after: restrictionResource({ ...revised, version: row.version + 1 }, by.now),
  });
  const committed = await unlessChanged(commitChange(env, statements, [...fencesFor(revised, item), action]));
  return committed.ok
    ? done(restrictionResource({ ...revised, version: row.version + 1 }, by.now))
    : committed;
}

function reviewChange({ reviewed, withhold }: RestrictionPatch, { policy }: RestrictionRow) {
  if (withhold) return 'withhold';
  if (reviewed === false) return 'reopen';
  return reviewed && (policy ? 'confirm' : 'release');
}

/** Returns the row with the patch applied, or the row itself if nothing changes. */
async function revisionOf(
  db: D1Database,
  row: RestrictionRow,
  patch: RestrictionPatch,
  now: number,
): Promise<Attempt<RestrictionRow>> {
  if (patch.status) return done(row.status === 'withdrawn' ? row : { ...row, status: 'withdrawn' });
  if (row.status === 'withdrawn') return conflicting(problemMessage('conflict.restriction_withdrawn'));
  if (patch.reviewed) return done(row.reviewed ? row : { ...row, reviewed: true });
  if (patch.reviewed === false)
    return done(row.reviewed ? { ...row, ...(await policyBeforeReview(db, row)), reviewed: false } : row);
  if (patch.text !== undefined) {
    if (row.source === 'wire') return conflicting(problemMessage('conflict.text_of_wire'));
    return done({ ...row, ...(await readMeaning(db, patch.text)) });
  }
  if (patch.withhold && isOfText(row))
    return faulty(
      '/withhold',
      'Text is delivered during its review, so it cannot be kept withheld. To withhold it, send a `policy` that prohibits any use',
      'withholds_text',
    );
  const policy = patch.withhold ? withholdingPolicy(row) : (patch.policy ?? {});
  if (row.reviewed && row.policy && policyDigest(row.policy) === policyDigest(policy)) return done(row);
  // The rules found were stored with their faults.
  if (patch.withhold)
    return canWithhold(row)
      ? done({ ...row, policy, reviewed: true })
      : conflicting(problemMessage('conflict.withheld_in_part'));
  const meaning = checkPolicy(row.scope, policy, now);
  return meaning.ok ? done({ ...row, policy: meaning.value.policy, reviewed: true }) : meaning;
}

/** Reads a text now, with the meaning that the desk has confirmed for its words, and with custom phrases. */
async function readMeaning(db: D1Database, text: string) {
  const [confirmedRows, phraseRows] = await db.batch([
    confirmedStatement(db, textKey(text)),
    activePhrasesStatement(db),
  ]);
  const row = confirmedRows?.results[0] as { policy: string | null } | undefined;
  const confirmed = row
    ? { policy: row.policy === null ? null : (JSON.parse(row.policy) as OdrlJson) }
    : null;
  return meaningOfProse(text, confirmed, toCustomPhrases((phraseRows?.results ?? []) as PhraseColumns[]));
}

/** Returns the meaning of a text, without storing anything. */
export async function readText(db: D1Database, text: string): Promise<ReadingResource> {
  const { policy, reading, reviewed } = await readMeaning(db, text);
  const { phrases, unaccounted, complete } = reading ?? { phrases: [], unaccounted: [], complete: false };
  return {
    text,
    phrases,
    unaccounted,
    complete,
    policy,
    prose: policy && printProse(policy),
    confirmed: reviewed && !complete,
  };
}

/** A text of which nothing is understood, or with a country or date that is probably mistyped. */
export async function doubtsAboutText(db: D1Database, text: string): Promise<Doubt[]> {
  const { policy, unaccounted, confirmed } = await readText(db, text);
  const similar = countriesMeant(text, unaccounted);
  const isMistyped = similar.length > 0 || unreadDates(text, unaccounted).length > 0;
  if (confirmed || (policy && !isMistyped)) return [];
  const doubt = policy
    ? ({ key: 'restricts_in_part', message: 'Some of these words are not understood' } as const)
    : ({ key: 'restricts_nothing', message: 'Nothing in this text is understood' } as const);
  return [{ ...doubt, path: '/text', confirms: textKey(text), similar }];
}

type PolicyMeaning = Pick<RestrictionRow, 'policy' | 'text' | 'reading' | 'reviewed'>;

/**
 * Refuses a policy that cannot be evaluated or that contradicts itself, because its author expects it to
 * forbid something.
 */
function checkPolicy(scope: RestrictionScope, policy: OdrlJson, now: number): Attempt<PolicyMeaning> {
  const compiled = compileRestriction({ id: 'rst', version: 1, scope, policy, reviewed: true });
  const { faults } = checkRestriction(policy, now);
  if (!compiled.ok || faults.length > 0) return failed({ reason: 'malformed', faults: faults.map(inPolicy) });
  if (JSON.stringify(policy).length > POLICY_CHARS_MAX)
    return faulty('/policy', `The policy is longer than ${POLICY_CHARS_MAX} characters`, 'policy_too_long', {
      count: POLICY_CHARS_MAX,
    });
  return done({ policy, text: null, reading: null, reviewed: true });
}

/**
 * Confirming or correcting a reading sets the meaning of its words wherever they occur again. Returning the
 * restriction to review undoes that, unless the words have another meaning by now.
 */
function readingStatements(
  db: D1Database,
  { reviewed, policy, remember }: RestrictionPatch,
  { row, revised }: { row: RestrictionRow; revised: RestrictionRow },
  operator: string,
): D1PreparedStatement[] {
  const { text, updated } = revised;
  const isEncoded = row.id === wireRestrictionId(row.scope.kind, scopeId(row.scope), 'encoded');
  if (text === null || isEncoded) return [];
  const key = textKey(text);
  if (reviewed === false) return [forgetStatement(db, { key, policy: row.policy })];
  if (remember === false || (!reviewed && policy === undefined)) return [];
  return [confirmStatement(db, { key, text, policy: revised.policy }, operator, updated)];
}

async function itemOfScope(db: D1Database, scope: RestrictionScope): Promise<ItemStatus | null | 'unknown'> {
  if (scope.kind === 'item') return (await itemStatus(db, scope.item)) ?? 'unknown';
  if (scope.kind === 'component') return (await itemOfComponent(db, scope.component)) ?? 'unknown';
  return null;
}

/**
 * A change of an item's restrictions is a change that partners follow; the fence has the item's new sequence.
 * A picture's restriction holds in every article that contains it.
 */
function advisoriesFor(db: D1Database, item: ItemStatus | null, at: string): D1PreparedStatement[] {
  if (!item) return [];
  return [...advisoryStatements(db, item.id, at), ...containingAdvisoryStatements(db, [item], at)];
}

function fencesFor(row: RestrictionRow, item: ItemStatus | null): OutboxMessage[] {
  if (row.item === null) return [{ epoch: 'next' }];
  return [
    { fence: { item: row.item, killed: item?.killed ?? false } },
    ...(item ? [{ fenceContaining: { uri: item.uri } }] : []),
  ];
}

/**
 * Converts a row to its resource. `now`: with all findings of the checks at that instant. Without it, as in
 * lists, only with parts that cannot be evaluated.
 */
export function restrictionResource(row: RestrictionRow, now?: number): RestrictionResource {
  const { id, version, source, status, policy, reviewed, created, updated } = row;
  return {
    id,
    version,
    scope: printScope(row.scope),
    ...(row.item !== null && { item: row.item }),
    source,
    status,
    ...(row.text !== null && { text: row.text }),
    policy,
    prose: policy && printProse(policy),
    ...warningsOf(row, now),
    ...(row.reading && { reading: row.reading }),
    reviewed,
    created,
    updated,
  };
}

/** Warns the desk about a policy, its own or the wire's, that probably does not mean what was intended. */
function warningsOf(row: RestrictionRow, now?: number): Pick<RestrictionResource, 'warnings'> {
  const warnings =
    now === undefined ? unevaluable(row) : row.policy ? checkRestriction(row.policy, now).warnings : [];
  return warnings.length > 0 ? { warnings: warnings.map(inPolicy) } : {};
}

function unevaluable(row: RestrictionRow): Finding[] {
  const compiled = compileRestriction({ ...row, text: row.text ?? '' });
  return compiled.ok ? compiled.value.warnings.map((warning) => ({ ...warning, code: 'unevaluable' })) : [];
}
