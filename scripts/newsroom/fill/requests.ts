/**
 * What partners ask for, in the order of time, and what the gateway would have answered: rights simplified to
 * what reports tell apart. Pure.
 */
import { asRefusal } from '../../../src/ledger/entry.ts';
import { dateIn } from '../../../src/ledger/time-zone.ts';
import type { Caller, EntryDraft } from '../../../src/ledger/types.ts';
import { DACH } from '../plan/products.ts';
import { type Random, Weighted } from '../plan/random.ts';
import { AGAIN_SHARE, FORMATS, RECENT, type Stated, stateUse, TEST_SHARE, weightOf } from '../plan/uses.ts';
import type { PlannedArticle, PlannedComponent } from './articles.ts';
import type { PlannedLicense } from './partners.ts';

export interface PlannedRequest {
  caller: Caller;
  draft: EntryDraft;
  atMs: number;
  /** Components that are billed by it. */
  billed: string[];
}

export interface Newsroom {
  licenses: PlannedLicense[];
  articles: PlannedArticle[];
  /** Hex SHA-256 of each license's agreement, by its id. */
  digests: Map<string, string>;
}

type Withheld = EntryDraft['withheld'][number];

export class Requests {
  readonly #random: Random;
  readonly #newsroom: Newsroom;
  readonly #callers: Weighted<number>;
  /** Of each product, by its id: places of its articles, and how many of them are out by now. */
  readonly #shelves = new Map<string, { places: number[]; out: number }>();
  readonly #served = new Set<number>();
  readonly #billed = new Set<number>();
  readonly #used = new Map<string, number>();

  constructor(random: Random, newsroom: Newsroom) {
    this.#random = random;
    this.#newsroom = newsroom;
    const { licenses, articles } = newsroom;
    this.#callers = new Weighted([...licenses.keys()], (_, place) => weightOf(place));
    for (const { product } of licenses) {
      if (this.#shelves.has(product.id)) continue;
      const { sections } = product;
      const places = [...articles.keys()].filter(
        (place) => !sections || articles[place]?.sections.some((name) => sections.includes(name)),
      );
      this.#shelves.set(product.id, { places, out: 0 });
    }
  }

  /** One at each of the instants (ms), which are in order. */
  *all(times: Iterable<number>): Generator<PlannedRequest> {
    for (const atMs of times) {
      let planned = this.#ask(atMs);
      while (!planned) planned = this.#ask(atMs);
      yield planned;
    }
  }

  /** Null: nobody would have asked that. */
  #ask(atMs: number): PlannedRequest | null {
    const random = this.#random;
    const caller = this.#callers.draw(random);
    const license = this.#newsroom.licenses[caller] as PlannedLicense;
    const place = this.#article(license, atMs);
    if (place === null) return null;
    const article = this.#newsroom.articles[place] as PlannedArticle;
    const version = article.versions.findLastIndex((version) => version.atMs <= atMs);
    if (version < 0 || (article.versions[version]?.killed && random.chance(0.8))) return null;
    const inForce = atMs >= Date.parse(license.terms.starts) && atMs < Date.parse(license.terms.ends);
    if (!inForce && random.chance(0.97)) return null;

    const format = FORMATS.draw(random);
    const components = this.#parts(article, format);
    if (components.length === 0) return null;
    const stated = stateUse(random, license);
    const decided = decide({ license, article, version, atMs, inForce, components, stated });
    const env = random.chance(TEST_SHARE) ? 'test' : 'live';
    const common = {
      licenseVersion: 1,
      ...stated,
      article: article.id,
      uri: article.uri,
      version: article.versions[version]?.version ?? '1',
      sections: article.sections,
      format,
      policies: this.#policies(license, components),
    };
    const by: Caller = { partner: license.partner.id, license: license.id, key: license.keys[env], env };
    if ('code' in decided)
      return {
        caller: by,
        atMs,
        billed: [],
        draft: { ...common, kind: 'refusal', outcome: 'deny', delivered: [], ...decided },
      };
    const key = (caller * this.#newsroom.articles.length + place) * 8 + version;
    const carriesContent = !random.chance(this.#served.has(key) ? AGAIN_SHARE : 0.02);
    this.#served.add(key);
    const draft: EntryDraft = {
      ...common,
      kind: 'delivery',
      outcome: 'permit',
      code: null,
      decidedBy: `${license.id}#uses`,
      delivered: carriesContent
        ? decided.parts.map(({ id, digest, supplier, type }) => ({
            component: id,
            digest,
            ...(supplier && { supplier }),
            type,
          }))
        : [],
      withheld: decided.withheld,
    };
    const parts = carriesContent && env === 'live' ? decided.parts : [];
    const units = this.#units({ caller, place, license, article, title: stated.title, parts });
    if (!this.#mayUse(license, atMs, units.length))
      return { caller: by, atMs, billed: [], draft: asRefusal(draft, 'quota_exceeded', 'quota') };
    for (const { unit } of units) this.#billed.add(unit);
    return { caller: by, atMs, draft, billed: units.map(({ id }) => id) };
  }

  #article({ product }: PlannedLicense, atMs: number): number | null {
    const random = this.#random;
    const shelf = this.#shelves.get(product.id);
    if (!shelf) return null;
    const publishedMs = (at: number) =>
      this.#newsroom.articles[shelf.places[at] ?? -1]?.versions[0]?.atMs ?? Number.POSITIVE_INFINITY;
    while (publishedMs(shelf.out) <= atMs) shelf.out++;
    if (shelf.out === 0) return null;
    const back = random.chance(0.04) ? random.below(shelf.out) : Math.floor(random.exponential(RECENT));
    return shelf.places[Math.max(0, shelf.out - 1 - back)] ?? null;
  }

  #parts({ components }: PlannedArticle, format: string): PlannedComponent[] {
    if (format !== 'component') return components;
    const pictures = components.filter(({ type }) => type !== 'dispatch');
    return pictures.length > 0 ? [this.#random.pick(pictures)] : [];
  }

  #policies({ id }: PlannedLicense, parts: PlannedComponent[]): EntryDraft['policies'] {
    const restrictions = parts.flatMap(({ restriction, digest }) =>
      restriction
        ? [{ id: restriction.id, version: 1, sha256: Buffer.from(digest, 'base64url').toString('hex') }]
        : [],
    );
    return [{ id, version: 1, sha256: this.#newsroom.digests.get(id) ?? '' }, ...restrictions];
  }

  /** As the meter counts: once for a license, title, item and component. */
  #units(of: {
    caller: number;
    place: number;
    license: PlannedLicense;
    article: PlannedArticle;
    title: string | null;
    parts: PlannedComponent[];
  }): { unit: number; id: string }[] {
    const { titles } = of.license;
    const sole = titles.length === 1 ? titles[0]?.id : undefined;
    const title = 1 + titles.findIndex(({ id }) => id === (of.title ?? sole));
    const grant = (of.caller * 8 + title) * this.#newsroom.articles.length + of.place;
    return of.parts
      .map(({ id }) => ({
        unit: grant * 16 + of.article.components.findIndex((component) => component.id === id),
        id,
      }))
      .filter(({ unit }) => !this.#billed.has(unit));
  }

  #mayUse({ id, terms: { quota, timeZone = 'UTC' } }: PlannedLicense, atMs: number, units: number): boolean {
    if (!quota || units === 0) return true;
    const window = `${id} ${dateIn(timeZone, atMs).slice(0, 7)}`;
    const used = this.#used.get(window) ?? 0;
    if (quota.onExceed === 'refuse' && used + units > quota.limit) return false;
    this.#used.set(window, used + units);
    return true;
  }
}

interface RequestContext {
  license: PlannedLicense;
  article: PlannedArticle;
  version: number;
  atMs: number;
  inForce: boolean;
  components: PlannedComponent[];
  stated: Stated;
}

type Decided =
  | { code: string; decidedBy: string; withheld: Withheld[] }
  | { parts: PlannedComponent[]; withheld: Withheld[] };

/** In the order in which the gateway judges. */
function decide({ license, article, version, atMs, inForce, components, stated }: RequestContext): Decided {
  const { id, terms } = license;
  const refuse = (code: string, decidedBy: string): Decided => ({ code, decidedBy, withheld: [] });
  if (!inForce) return refuse('license_expired', 'license');
  if (article.versions[version]?.killed) return refuse('killed', 'pubStatus');
  if (atMs < (article.embargoedUntilMs ?? 0) && !terms.advance) return refuse('embargoed', 'embargo');
  const { use, channel, territory } = stated;
  const all = (code: string, decidedBy: string): Decided => ({
    code,
    decidedBy,
    withheld: components.map((part) => ({ component: part.id, code, decidedBy, type: part.type })),
  });
  if (use !== null && !terms.uses.includes(use)) return all('use_not_licensed', `${id}#closed-by-default`);
  if (territory !== null && !covers(terms.territories, territory))
    return all('territory_not_licensed', `${id}#uses`);
  if (channel !== null && !terms.channels.some((name) => name === channel))
    return all('channel_not_licensed', `${id}#uses`);

  const withheld = components.flatMap((part): Withheld[] => {
    const not = (code: string, decidedBy: string) => [
      { component: part.id, code, decidedBy, type: part.type },
    ];
    if (!terms.components.includes(part.type)) return not('component_not_licensed', `${id}#uses`);
    const { restriction } = part;
    if (!restriction) return [];
    if (restriction.text !== 'JAPAN OUT.') return not('restriction_unreviewed', `${restriction.id}#review`);
    return (territory ?? license.titles[0]?.market) === 'JP'
      ? not('restricted', `${restriction.id}#out`)
      : [];
  });
  const parts = components.filter((part) => !withheld.some(({ component }) => component === part.id));
  const [first] = withheld;
  if (parts.length === 0 && first) return { code: first.code, decidedBy: first.decidedBy, withheld };
  return { parts, withheld };
}

function covers(territories: string[], territory: string): boolean {
  return (
    territories.includes('world') ||
    territories.includes(territory) ||
    (territories.includes('DACH') && DACH.includes(territory))
  );
}
