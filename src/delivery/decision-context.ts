/**
 * Inputs of a decision: the license with everything attached to it, and the article with its restrictions.
 * The isolate caches both, and the ledger reports when they are stale.
 */
import { type ArticleSnapshot, loadArticle } from '../articles/catalogue.ts';
import type { Component } from '../articles/model.ts';
import { type LicenseBundle, loadLicenseBundle } from '../licensing/bundle.ts';
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { noteLookup } from '../platform/metrics/isolate.ts';
import { Refusal } from '../platform/problem.ts';
import { during } from '../platform/request-scope.ts';
import { appliesTo, compileLicense, compileRestriction } from '../rights/index.ts';
import type {
  BindingScope,
  CompiledRestriction,
  RestrictionSource,
  Result,
  RightsFault,
} from '../rights/types.ts';
import { articles, exclusivities, licenses } from './caches.ts';
import { ARTICLE_CACHE_MS } from './limits.ts';
import type { ArticleContext, CachedArticle, LicenseContext } from './types.ts';

/** `fresh`: reads from D1 even if the license is cached. Null: there is no such license. */
export async function loadLicense(env: Env, id: string, fresh: boolean): Promise<LicenseContext | null> {
  const cached = fresh ? undefined : licenses.get(id);
  noteLookup('licenses', cached !== undefined);
  if (cached) return cached;
  const bundle = await during('articles', () => loadLicenseBundle(env.DB, id));
  if (!bundle) return null;
  const context = toLicenseContext(bundle);
  if (!context.ok) throw voidTerms(id, context.reason);
  licenses.set(id, context.value);
  return context.value;
}

/** Fails with the compiler's faults if the terms do not compile. */
export function toLicenseContext(bundle: LicenseBundle): Result<LicenseContext, RightsFault[]> {
  const compiled = compileLicense(bundle.license);
  if (!compiled.ok) return compiled;
  const context = {
    bundle,
    license: compiled.value,
    restrictions: compileAll(bundle.restrictions),
    exclusivities: bundle.exclusivities.map((exclusivity) => ({
      ...exclusivity,
      restriction: compiledExclusivity(exclusivity.restriction),
    })),
  };
  return { ok: true, value: context };
}

export function toArticleContext(snapshot: ArticleSnapshot): ArticleContext {
  return { snapshot, restrictions: compileAll(snapshot.restrictions) };
}

function compiledExclusivity(source: RestrictionSource<BindingScope>): CompiledRestriction {
  const key = `${source.id}\n${source.version}`;
  const cached = exclusivities.get(key);
  noteLookup('exclusivities', cached !== undefined);
  if (cached) return cached;
  const [compiled] = compileAll([source]);
  if (!compiled) throw new Error(`exclusivity ${source.id} is not compiled`);
  exclusivities.set(key, compiled);
  return compiled;
}

/**
 * Terms compile when they are stored. If they do not compile later (one of their titles is gone), the license
 * grants nothing.
 */
function voidTerms(id: string, faults: RightsFault[]): Refusal {
  log('error', 'license_void', { license: id, faults });
  return new Refusal({
    code: 'policy_void',
    detail: 'The terms of this license cannot be evaluated. The licensing desk must correct them.',
  });
}

interface ArticleLookup {
  version?: string;
  fresh: boolean;
  /** Minimum catalogue sequence of a cached state. */
  atLeast?: number;
  /** Milliseconds, UTC. */
  now: number;
}

/** Null: there is no such item or version. Absence is never cached. */
export async function loadArticleContext(
  env: Env,
  id: string,
  { version, fresh, atLeast, now }: ArticleLookup,
): Promise<CachedArticle | null> {
  const key = `${id}\n${version ?? ''}`;
  const cached = fresh ? undefined : articles.get(key);
  const isValid = cached !== undefined && cached.untilMs > now && cached.snapshot.item.seq >= (atLeast ?? 0);
  noteLookup('articles', isValid);
  if (isValid) return cached;
  const snapshot = await during('articles', () => loadArticle(env, id, version));
  if (!snapshot) {
    articles.delete(key);
    return null;
  }
  const context = { ...toArticleContext(snapshot), untilMs: now + ARTICLE_CACHE_MS };
  articles.set(key, context);
  return context;
}

/**
 * The license's only title, which a request without a title means. Undefined: the license has several titles,
 * or none.
 */
export function soleTitleOf({ bundle }: LicenseContext): string | undefined {
  const { terms, titles } = bundle.license;
  const named = terms.titles ?? titles.map(({ id }) => id);
  return named.length === 1 ? named[0] : undefined;
}

/**
 * Texts of unreviewed restrictions on the delivered components: they bind, so they are shown with the
 * content.
 */
export function openTextsOf(
  license: LicenseContext,
  { snapshot, restrictions }: ArticleContext,
  components: Component[],
): string[] {
  const { id, sections } = snapshot.item;
  return [...license.restrictions, ...restrictions]
    .filter(({ reviewed, scope }) => !reviewed && appliesTo(scope, { item: id, sections, components }))
    .flatMap(({ text }) => text ?? []);
}

/**
 * Compiles restrictions. One that does not compile is never dropped: it stays as an unreviewed restriction
 * and forbids its target.
 */
function compileAll(sources: RestrictionSource<BindingScope>[]): CompiledRestriction[] {
  return sources.map((source) => {
    const compiled = compileRestriction(source);
    if (compiled.ok) return compiled.value;
    const closed = compileRestriction({ ...source, policy: null, reviewed: false });
    if (!closed.ok)
      throw new Error(`restriction ${source.id} does not compile: ${JSON.stringify(closed.reason)}`);
    return closed.value;
  });
}
