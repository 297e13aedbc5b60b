/** What partners request, and a decision simplified to what reports distinguish. Pure. */
import { asRefusal } from '../../../src/ledger/entry.ts';
import { dateIn } from '../../../src/ledger/time-zone.ts';
import type { Caller, EntryDraft } from '../../../src/ledger/types.ts';
import { compileLicense } from '../../../src/rights/index.ts';
import { TEST_KEY_OF } from '../plan/licenses.ts';
import { DACH, PRODUCTS } from '../plan/products.ts';
import { type Random, Weighted } from '../plan/random.ts';
import { AGAIN_SHARE, FORMATS, RECENT, type StatedUse, stateUse, TEST_SHARE } from '../plan/uses.ts';
import type { FilledArticle, FilledComponent } from './articles.ts';
import type { FilledLicense } from './licenses.ts';

export interface FilledRequest {
  caller: Caller;
  draft: EntryDraft;
  atMs: number;
  /** Billed components. */
  billed: string[];
}

export class Requests {
  readonly #random: Random;
  readonly #callers: Weighted<FilledLicense>;
  /** Hex SHA-256 of each license's agreement, by its id. */
  readonly #digests: Map<string, string>;
  /** By name of the product: its articles, oldest first, and how many of them have appeared by now. */
  readonly #shelves: Map<string, { articles: FilledArticle[]; appeared: number }>;
  readonly #served = new Set<string>();
  readonly #billed = new Set<string>();
  readonly #used = new Map<string, number>();

  /** `articles`: oldest first. */
  constructor(random: Random, licenses: FilledLicense[], articles: FilledArticle[]) {
    this.#random = random;
    this.#callers = new Weighted(licenses, ({ plan }) => plan.weight);
    this.#digests = new Map(licenses.map((license) => [license.id, digestOf(license)]));
    this.#shelves = new Map(
      PRODUCTS.map(({ name, sections }) => [
        name,
        {
          articles: articles.filter(
            ({ plan }) => !sections || plan.sections.some((section) => sections.includes(section)),
          ),
          appeared: 0,
        },
      ]),
    );
  }

  *all(times: Iterable<number>): Generator<FilledRequest> {
    for (const atMs of times) {
      let request = this.#draw(atMs);
      while (!request) request = this.#draw(atMs);
      yield request;
    }
  }

  /** Null: nobody would request that. */
  #draw(atMs: number): FilledRequest | null {
    const random = this.#random;
    const license = this.#callers.draw(random);
    const { plan, terms, id } = license;
    const article = this.#article(license, atMs);
    if (!article) return null;
    const { versionsMs } = article.plan;
    const version = versionsMs.findLastIndex((versionMs) => versionMs <= atMs);
    const isKilled = article.isKilled && version === versionsMs.length - 1;
    if (isKilled && random.chance(0.8)) return null;
    const isInForce = atMs >= Date.parse(terms.starts) && atMs < Date.parse(terms.ends);
    if (!isInForce && random.chance(0.97)) return null;

    const format = FORMATS.draw(random);
    const components = this.#components(article, format);
    if (components.length === 0) return null;
    const stated = stateUse(random, plan);
    const decision = decide({ license, article, isKilled, atMs, isInForce, components, stated });
    const env = plan.hasTestKey && random.chance(TEST_SHARE * TEST_KEY_OF) ? 'test' : 'live';
    const caller: Caller = { partner: license.partner, license: id, key: license.keys[env], env };
    const common = {
      licenseVersion: 1,
      ...stated,
      article: article.id,
      uri: article.plan.uri,
      version: String(version + 1),
      sections: article.plan.sections,
      format,
      policies: this.#policies(id, components),
    };
    if ('code' in decision)
      return {
        caller,
        atMs,
        billed: [],
        draft: { ...common, kind: 'refusal', outcome: 'deny', delivered: [], ...decision },
      };
    const served = `${id} ${article.id} ${version}`;
    const hasContent = !random.chance(this.#served.has(served) ? AGAIN_SHARE : 0.02);
    this.#served.add(served);
    const parts = hasContent ? decision.components : [];
    const draft: EntryDraft = {
      ...common,
      kind: 'delivery',
      outcome: 'permit',
      code: null,
      decidedBy: `${id}#uses`,
      delivered: parts.map(({ id: component, digest, supplier, type }) => ({
        component,
        digest,
        ...(supplier && { supplier }),
        type,
      })),
      withheld: decision.withheld,
    };
    const units = env === 'live' ? this.#newUnits(license, stated.title, parts) : new Map<string, string>();
    if (!this.#mayUse(license, atMs, units.size))
      return { caller, atMs, billed: [], draft: asRefusal(draft, 'quota_exceeded', 'quota') };
    for (const unit of units.keys()) this.#billed.add(unit);
    return { caller, atMs, draft, billed: [...units.values()] };
  }

  #article({ product }: FilledLicense, atMs: number): FilledArticle | undefined {
    const random = this.#random;
    const shelf = this.#shelves.get(product.name);
    if (!shelf) return undefined;
    const { articles } = shelf;
    while ((articles[shelf.appeared]?.plan.versionsMs[0] ?? Number.POSITIVE_INFINITY) <= atMs)
      shelf.appeared++;
    const { appeared } = shelf;
    if (appeared === 0) return undefined;
    const back = random.chance(0.04) ? random.below(appeared) : Math.floor(random.exponential(RECENT));
    return articles[Math.max(0, appeared - 1 - back)];
  }

  #components({ components }: FilledArticle, format: string): FilledComponent[] {
    if (format !== 'component') return components;
    const pictures = components.filter(({ type }) => type !== 'dispatch');
    return pictures.length > 0 ? [this.#random.pick(pictures)] : [];
  }

  #policies(id: string, components: FilledComponent[]): EntryDraft['policies'] {
    const restrictions = components.flatMap(({ restriction, digest }) =>
      restriction
        ? [{ id: restriction.id, version: 1, sha256: Buffer.from(digest, 'base64url').toString('hex') }]
        : [],
    );
    return [{ id, version: 1, sha256: this.#digests.get(id) ?? '' }, ...restrictions];
  }

  /** Components by the unit that they add to the bill: one for a license, title and component. */
  #newUnits(
    { id, plan }: FilledLicense,
    stated: string | null,
    parts: FilledComponent[],
  ): Map<string, string> {
    const sole = plan.titles.length === 1 ? plan.titles[0]?.id : undefined;
    const title = stated ?? sole ?? '';
    const units = parts.map((component) => [`${id} ${title} ${component.id}`, component.id] as const);
    return new Map(units.filter(([unit]) => !this.#billed.has(unit)));
  }

  #mayUse({ id, terms: { quota, timeZone = 'UTC' } }: FilledLicense, atMs: number, units: number): boolean {
    if (!quota || units === 0) return true;
    const window = `${id} ${dateIn(timeZone, atMs).slice(0, quota.per === 'day' ? 10 : 7)}`;
    const used = this.#used.get(window) ?? 0;
    if (quota.onExceed === 'refuse' && used + units > quota.limit) return false;
    this.#used.set(window, used + units);
    return true;
  }
}

function digestOf({ id, terms, plan: { titles } }: FilledLicense): string {
  const compiled = compileLicense({ id, version: 1, terms, titles });
  if (!compiled.ok) throw new Error(`a planned license does not compile: ${JSON.stringify(compiled.reason)}`);
  return compiled.value.sha256;
}

interface DecisionInput {
  license: FilledLicense;
  article: FilledArticle;
  isKilled: boolean;
  atMs: number;
  isInForce: boolean;
  components: FilledComponent[];
  stated: StatedUse;
}

type Withheld = EntryDraft['withheld'][number];
type Decision =
  | { code: string; decidedBy: string; withheld: Withheld[] }
  | { components: FilledComponent[]; withheld: Withheld[] };

/** In the order in which the gateway decides. */
function decide(input: DecisionInput): Decision {
  const { article, license, atMs, components, stated } = input;
  const { id, terms } = license;
  const refuse = (code: string, decidedBy: string): Decision => ({ code, decidedBy, withheld: [] });
  if (!input.isInForce) return refuse('license_expired', 'license');
  if (input.isKilled) return refuse('killed', 'pubStatus');
  if (atMs < (article.plan.embargoedUntilMs ?? 0) && !terms.advance) return refuse('embargoed', 'embargo');
  const withheldFor = ({ id: component, type }: FilledComponent, code: string, decidedBy: string) => ({
    component,
    code,
    decidedBy,
    type,
  });
  const { use, channel, territory } = stated;
  const refuseAll = (code: string, decidedBy: string): Decision => ({
    code,
    decidedBy,
    withheld: components.map((component) => withheldFor(component, code, decidedBy)),
  });
  if (use !== null && !terms.uses.includes(use))
    return refuseAll('use_not_licensed', `${id}#closed-by-default`);
  if (territory !== null && !covers(terms.territories, territory))
    return refuseAll('territory_not_licensed', `${id}#uses`);
  if (channel !== null && !terms.channels.some((name) => name === channel))
    return refuseAll('channel_not_licensed', `${id}#uses`);

  const where = territory ?? license.plan.titles[0]?.market;
  const withheld = components.flatMap((component): Withheld[] => {
    const { type, restriction } = component;
    if (!terms.components.includes(type))
      return [withheldFor(component, 'component_not_licensed', `${id}#uses`)];
    if (!restriction) return [];
    if (!restriction.isReviewed)
      return [withheldFor(component, 'restriction_unreviewed', `${restriction.id}#review`)];
    return restriction.text.includes('JAPAN OUT') && where === 'JP'
      ? [withheldFor(component, 'restricted', `${restriction.id}#out`)]
      : [];
  });
  const withheldIds = new Set(withheld.map(({ component }) => component));
  const delivered = components.filter((component) => !withheldIds.has(component.id));
  const [first] = withheld;
  if (delivered.length === 0 && first) return { code: first.code, decidedBy: first.decidedBy, withheld };
  return { components: delivered, withheld };
}

function covers(territories: string[], territory: string): boolean {
  return (
    territories.includes('world') ||
    territories.includes(territory) ||
    (territories.includes('DACH') && DACH.includes(territory))
  );
}
