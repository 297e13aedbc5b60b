/**
 * The judging order: product → license in force → pubStatus → embargo → policies. The token is checked
 * before, the quota after, both by the ledger. Pure.
 */
import type { Member } from '../articles/catalogue.ts';
import type { Component } from '../articles/model.ts';
import { dateIn } from '../ledger/time-zone.ts';
import type { LaterStart } from '../ledger/types.ts';
import { covers, type Selectable } from '../licensing/covers.ts';
import type { ProblemCode } from '../platform/problem.ts';
import { decide, onComponent, productIri } from '../rights/index.ts';
import type {
  Audience,
  CompiledRestriction,
  DecideInput,
  Decision,
  EffectiveRights,
  Entitlement,
  Message,
  Parameter,
  StatedUse,
} from '../rights/types.ts';
import { allOrSome, selectOutgoing, splitByState, type Withheld, withheldOf } from './component-selection.ts';
import { message } from './templates.ts';
import type { ArticleContext, ExclusivityContext, LicenseContext } from './types.ts';

export interface Question {
  entitlement: Entitlement;
  use: StatedUse;
  component?: string;
  /** Milliseconds, UTC. */
  now: number;
  audience?: Audience;
}

export interface Permit {
  kind: 'permit';
  decision: Decision;
  /** Rights common to all of `components`: the stamp states these. */
  rights: EffectiveRights;
  components: Component[];
  members: Member[];
  withheld: Withheld[];
  /** End of an embargo that has not lifted. Milliseconds, UTC. */
  embargoedUntil?: number;
}

export interface Refused {
  kind: 'refuse';
  code: ProblemCode;
  detail: string;
  /** Translatable form of `detail`; absent if `detail` is the agency's own text. */
  message?: Message;
  decidedBy: string;
  decision?: Decision;
  withheld: Withheld[];
}

export type Judgement =
  | Permit
  | Refused
  /** Looks like an unknown id to the caller; counted and not recorded. */
  | { kind: 'uncovered' };

export function judgeRequest(
  license: LicenseContext,
  article: ArticleContext,
  question: Question,
): Judgement {
  // Coverage comes first, so that an item that is not covered is treated like an unknown id, whose check call
  // tells first whether the license is in force. Otherwise an ended license would reveal which items exist.
  return (
    coveredByProduct(license, article, question) ??
    licenseInForce(license, question.now) ??
    published(article) ??
    embargo(license, article, question.now) ??
    policies(license, article, question)
  );
}

const refuse = (code: ProblemCode, reason: Message | string, decidedBy: string): Refused => ({
  kind: 'refuse',
  code,
  ...(typeof reason === 'string' ? { detail: reason } : { detail: reason.sentence, message: reason }),
  decidedBy,
  withheld: [],
});
/** `2026-11-24 06:00 UTC` */
export const day = (ms: number): Extract<Parameter, { instant: string }> => {
  const instant = new Date(ms).toISOString();
  return { instant, shown: `${instant.slice(0, 16).replace('T', ' ')} UTC` };
};

export const endOf = ({ bundle }: LicenseContext): Parameter => ({
  ...day(bundle.endsMs),
  term: { edge: 'last', zone: bundle.license.terms.timeZone ?? 'UTC' },
});

/** `1 January 2027 (Europe/Berlin)`; a start within a day has its time in UTC. */
export function startOf({ startsMs, timeZone: zone = 'UTC' }: LaterStart): Parameter {
  const start = { ...day(startsMs), term: { edge: 'first' as const, zone } };
  const date = dateIn(zone, startsMs);
  if (dateIn(zone, startsMs - 1) === date) return start;
  const shown = new Date(date).toLocaleDateString('en-GB', { timeZone: 'UTC', dateStyle: 'long' });
  return { ...start, shown: `${shown} (${zone})` };
}

/**
 * A suspension of the partner is checked by the ledger shard alone, because it needs no new license version.
 */
export function licenseInForce(license: LicenseContext, now: number): Judgement | null {
  const { status, startsMs, endsMs } = license.bundle;
  const { timeZone } = license.bundle.license.terms;
  if (status === 'suspended') return refuse('license_suspended', message('license.suspended'), 'license');
  if (status === 'terminated') return refuse('license_expired', message('license.terminated'), 'license');
  if (now < startsMs)
    return refuse(
      'license_expired',
      message('license.not_begun', { at: startOf({ startsMs, timeZone }) }),
      'license',
    );
  if (now >= endsMs)
    return refuse('license_expired', message('license.over', { at: endOf(license) }), 'license');
  return null;
}

export function coveredByProduct(
  { bundle }: LicenseContext,
  { snapshot }: ArticleContext,
  { component, now }: Question,
): Judgement | null {
  const { item } = snapshot;
  const covered = bundle.products.some(({ selection }) => covers(selection, item, now));
  const exists = component === undefined || item.components.some(({ id }) => id === component);
  return covered && exists ? null : { kind: 'uncovered' };
}

export function published({ snapshot }: ArticleContext): Judgement | null {
  const { pubStatus, notice } = snapshot.item;
  if (pubStatus === 'canceled') return refuse('killed', notice ?? message('item.killed'), 'pubStatus');
  if (pubStatus === 'withheld') return refuse('held', notice ?? message('item.held'), 'pubStatus');
  return null;
}

export function embargo(
  { bundle }: LicenseContext,
  { snapshot }: ArticleContext,
  now: number,
): Judgement | null {
  const until = snapshot.item.embargoedUntil;
  if (until === undefined || until <= now || bundle.license.terms.advance) return null;
  return refuse('embargoed', message('item.embargoed', { at: day(until) }), 'embargo');
}

/** All restrictions that could apply to an article under a license, with the exclusive rights of others. */
export function restrictionsOn(
  license: LicenseContext,
  article: ArticleContext,
  now: number,
): CompiledRestriction[] {
  return [...license.restrictions, ...heldByOthers(license, article, now), ...article.restrictions];
}

export function decisionOf(
  license: LicenseContext,
  article: ArticleContext,
  { entitlement, use, now, audience }: Question,
  components: Component[],
): DecideInput {
  const { item } = article.snapshot;
  const { id, uri, sections, language, versionCreated, embargoedUntil } = item;
  return {
    license: license.license,
    restrictions: restrictionsOn(license, article, now),
    entitlement,
    subject: {
      item: id,
      uri,
      sections,
      versionCreated,
      ...(language !== undefined && { language }),
      ...(embargoedUntil !== undefined && { embargoedUntil }),
      partOf: license.bundle.products
        .filter(({ selection }) => covers(selection, item, now))
        .map(({ id }) => productIri(id)),
      components,
    },
    use,
    now,
    ...(audience && { audience }),
  };
}

/** Decides each component separately, then finds the rights common to all that are delivered together. */
function policies(license: LicenseContext, article: ArticleContext, question: Question): Judgement {
  const { component, now } = question;
  const { item } = article.snapshot;
  const requested = allOrSome(item.components, ({ id }) => component === undefined || id === component);
  const { alive, stopped } = splitByState(requested, now);
  if (alive.length === 0 && stopped.length > 0) return allStopped(stopped);

  const decision = decide(decisionOf(license, article, question, alive));
  const denied = decision.components.filter(({ outcome }) => outcome === 'deny').map(withheldOf);
  if (decision.outcome === 'deny')
    return {
      kind: 'refuse',
      code: decision.code ?? 'use_not_licensed',
      detail: decision.sentence,
      message: decision.message,
      decidedBy: decision.decidedBy,
      decision,
      withheld: [...denied, ...stopped],
    };

  const { present, common, absent } = selectOutgoing(alive, decision.components);
  const withheld = [...denied, ...stopped, ...absent];
  if (!common) {
    const missing = refuse('content_unavailable', message('content.missing'), 'content');
    return { ...missing, decision, withheld };
  }
  return {
    kind: 'permit',
    decision,
    rights: common.rights,
    components: present,
    members: membersFor(license, article, now),
    withheld,
    ...((item.embargoedUntil ?? 0) > now && { embargoedUntil: item.embargoedUntil }),
  };
}

/**
 * Exclusive rights of others on this item, or on a component that is an item of its own. Rights that start
 * later are included, because they end the granted ones.
 */
function heldByOthers(
  { exclusivities }: LicenseContext,
  { snapshot: { item, carried } }: ArticleContext,
  now: number,
): CompiledRestriction[] {
  return exclusivities.flatMap((exclusivity) => {
    if (isHeld(exclusivity, item, now)) return [exclusivity.restriction];
    const parts = carried.filter((part) => isHeld(exclusivity, part, now));
    return parts.map(({ component }) => onComponent(exclusivity.restriction, component));
  });
}

function isHeld(
  { untilMs, firstMs, selections }: ExclusivityContext,
  item: Selectable,
  now: number,
): boolean {
  const over = now >= untilMs || (firstMs !== undefined && now >= item.versionCreated + firstMs);
  return !over && selections.some((selection) => covers(selection, item, now));
}

/** Refuses a request all of whose components are stopped, whatever the policies say. */
function allStopped(withheld: Withheld[]): Judgement {
  const [first] = withheld;
  if (!first) throw new Error('a component is stopped for no reason');
  const { code, decidedBy } = first;
  const why = code === 'killed' || code === 'embargoed' ? code : 'held';
  return { ...refuse(why, message(`component.${why}`), decidedBy), withheld };
}

/** Lists only those members of a package that the license could fetch, by product and embargo. */
function membersFor({ bundle }: LicenseContext, { snapshot }: ArticleContext, now: number): Member[] {
  const advance = bundle.license.terms.advance === true;
  return allOrSome(
    snapshot.members,
    (member) =>
      (advance || (member.embargoedUntil ?? 0) <= now) &&
      bundle.products.some(({ selection }) => covers(selection, member, now)),
  );
}
