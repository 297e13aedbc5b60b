/**
 * The state of the world that a decision is made on: the license with what hangs on it, and the article with its
 * restrictions. Both are cached in the isolate; the ledger says when they are not good any more.
 */
import { type ArticleSnapshot, loadArticle } from '../articles/catalogue.ts';
import type { Component } from '../articles/model.ts';
import { type HeldAlone, type LicenseBundle, loadLicenseBundle } from '../licensing/bundle.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { noteLookup } from '../platform/metrics/isolate.ts';
import { Refusal } from '../platform/problem.ts';
import { during } from '../platform/request-scope.ts';
import { boundTo, compileLicense, compileRestriction } from '../rights/index.ts';
import type {
  BindingScope,
  CompiledLicense,
  CompiledRestriction,
  RestrictionSource,
  Result,
  RightsFault,
} from '../rights/types.ts';
import { articles, exclusivities, licenses } from './caches.ts';
import { ARTICLE_CACHE_MS } from './limits.ts';

export interface LicenseContext {
  bundle: LicenseBundle;
  license: CompiledLicense;
  /** Agency and section restrictions. */
  restrictions: CompiledRestriction[];
  exclusivities: ExclusivityContext[];
}

/** What another partner has alone, where one of `selections` covers the item. */
export interface ExclusivityContext extends Omit<HeldAlone, 'restriction'> {
  restriction: CompiledRestriction;
}

export interface ArticleContext {
  snapshot: ArticleSnapshot;
  /** Item and component restrictions. */
  restrictions: CompiledRestriction[];
}

/** As an isolate keeps it: until then it may be judged on. Milliseconds, UTC. */
export interface CachedArticle extends ArticleContext {
  untilMs: number;
}

/** `fresh` reads from D1 whatever is cached. Null: there is no such license any more. */
export async function loadLicense(env: Env, id: string, fresh: boolean): Promise<LicenseContext | null> {
  const cached = fresh ? undefined : licenses.get(id);
  noteLookup('licenses', cached !== undefined);
  if (cached) return cached;
  const bundle = await during('articles', () => loadLicenseBundle(env.DB, id));
  if (!bundle) return null;
  const world = toLicenseContext(bundle);
  if (!world.ok) throw voidTerms(id, world.reason);
  licenses.set(id, world.value);
  return world.value;
}

/** Faults: the terms do not compile. */
export function toLicenseContext(bundle: LicenseBundle): Result<LicenseContext, RightsFault[]> {
  const compiled = compileLicense(bundle.license);
  if (!compiled.ok) return compiled;
  const world = {
    bundle,
    license: compiled.value,
    restrictions: compileAll(bundle.restrictions),
    exclusivities: bundle.exclusivities.map((held) => ({
      ...held,
      restriction: compiledExclusivity(held.restriction),
    })),
  };
  return { ok: true, value: world };
}

export function toArticleContext(snapshot: ArticleSnapshot): ArticleContext {
  return { snapshot, restrictions: compileAll(snapshot.restrictions) };
}

function compiledExclusivity(source: RestrictionSource<BindingScope>): CompiledRestriction {
  const key = `${source.id}\n${source.version}`;
  const known = exclusivities.get(key);
  noteLookup('exclusivities', known !== undefined);
  if (known) return known;
  const [compiled] = compileAll([source]);
  if (!compiled) throw new Error(`exclusivity ${source.id} is not compiled`);
  exclusivities.set(key, compiled);
  return compiled;
}

/** Terms compiled when they were stored. When they do not any more (a title of theirs is gone), nothing is granted. */
function voidTerms(id: string, faults: RightsFault[]): Refusal {
  log('error', 'license_void', { license: id, faults });
  return new Refusal({
    code: 'policy_void',
    detail: 'The terms of this license cannot be evaluated. The licensing desk has to mend them.',
  });
}

interface ArticleLookup {
  version?: string;
  /** Read from D1 whatever is cached. */
  fresh: boolean;
  /** Least catalogue sequence that a cached state must have. */
  atLeast?: number;
  /** Milliseconds, UTC. */
  now: number;
}

/** Null: no such item or version. Absence is never cached. */
export async function loadArticleContext(
  env: Env,
  id: string,
  { version, fresh, atLeast, now }: ArticleLookup,
): Promise<CachedArticle | null> {
  const key = `${id}\n${version ?? ''}`;
  const cached = fresh ? undefined : articles.get(key);
  const isGood = cached !== undefined && cached.untilMs > now && cached.snapshot.item.seq >= (atLeast ?? 0);
  noteLookup('articles', isGood);
  if (isGood) return cached;
  const snapshot = await during('articles', () => loadArticle(env, id, version));
  if (!snapshot) {
    articles.delete(key);
    return null;
  }
  const world = { ...toArticleContext(snapshot), untilMs: now + ARTICLE_CACHE_MS };
  articles.set(key, world);
  return world;
}

/** The only title of the license: whoever states none means it. Undefined: there are several, or none. */
export function soleTitleOf({ bundle }: LicenseContext): string | undefined {
  const { terms, titles } = bundle.license;
  const named = terms.titles ?? titles.map(({ id }) => id);
  return named.length === 1 ? named[0] : undefined;
}

/** Texts that the desk has not cleared, of restrictions on what goes out: they bind all the same, so they are shown. */
export function openTextsOf(
  license: LicenseContext,
  { snapshot, restrictions }: ArticleContext,
  components: Component[],
): string[] {
  const { id, sections } = snapshot.item;
  return [...license.restrictions, ...restrictions]
    .filter(({ reviewed, scope }) => !reviewed && boundTo(scope, { item: id, sections, components }))
    .flatMap(({ text }) => text ?? []);
}

/**
 * A restriction that does not compile forbids what it is about: it stays as one that nobody has reviewed, and is
 * never dropped.
 */
export function compileAll(sources: RestrictionSource<BindingScope>[]): CompiledRestriction[] {
  return sources.map((source) => {
    const compiled = compileRestriction(source);
    if (compiled.ok) return compiled.value;
    const closed = compileRestriction({ ...source, policy: null, reviewed: false });
    if (!closed.ok)
      throw new Error(`restriction ${source.id} does not compile: ${JSON.stringify(closed.reason)}`);
    return closed.value;
  });
}
