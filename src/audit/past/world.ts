/** What a decision of the past was made on, put together from the versions that are kept. */
import { restrictionsOfContained } from '../../articles/contained.ts';
import { changesOf as changesOfItem, type ItemHistory, snapshotAt } from '../../articles/past/history.ts';
import { toArticleContext, toLicenseContext } from '../../delivery/decision-context.ts';
import type { ArticleContext, LicenseContext } from '../../delivery/types.ts';
import { changesOf, type LicensingHistory, licenseAt } from '../../licensing/past/history.ts';
import { restrictionsAsOf, restrictionsNamed } from '../../restrictions/as-of.ts';
import type { PastColumns } from '../../restrictions/store.ts';
import { BoundedMap } from '../../rights/lru.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import type { RestrictionSource } from '../../rights/types.ts';
import { WORLDS_KEPT_MAX } from './limits.ts';

export interface PastLicenseWorld {
  world: LicenseContext;
  productNames: Map<string, string>;
  isGuessed: boolean;
}

/** Policies by id and version that are known to have been judged; absent: those that were in force. */
export type Named = ReadonlyMap<string, number>;

export interface WantedLicense {
  license: string;
  version: number;
  /** ISO 8601 UTC. */
  at: string;
  named?: Named;
  /** In the place of those of the version; always the same ones. */
  terms?: LicenseTerms;
}

/** Instants of changes, ascending: between two of them nothing is different. */
class Changes {
  readonly #instants: string[];

  constructor(instants: readonly string[]) {
    this.#instants = [...new Set(instants)].sort();
  }

  /** How many there have been by then: names the state of then. */
  by(at: string): number {
    let [low, high] = [0, this.#instants.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#instants[middle] ?? '') <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The next one; undefined: there is none. */
  after(at: string): string | undefined {
    return this.#instants[this.by(at)];
  }

  get all(): readonly string[] {
    return this.#instants;
  }
}

/** Licenses as they were. What comes up again is compiled once. */
export class PastLicenses {
  readonly history: LicensingHistory;
  readonly changes: Changes;
  readonly #general: ReadonlySet<string>;
  readonly #worlds = new BoundedMap<PastLicenseWorld | 'license_gone' | 'policies_changed'>({
    entriesMax: WORLDS_KEPT_MAX,
  });

  constructor(history: LicensingHistory) {
    this.history = history;
    this.changes = new Changes(changesOf(history));
    this.#general = new Set(history.restrictions.map(({ id }) => id));
  }

  at(wanted: WantedLicense): PastLicenseWorld | 'license_gone' | 'policies_changed' {
    const { license, version, at, named, terms } = wanted;
    const ours = named && [...named].filter(([id]) => this.#general.has(id) || id.startsWith('exc_'));
    const key = JSON.stringify([license, version, this.changes.by(at), ours, terms !== undefined]);
    let world = this.#worlds.get(key);
    if (!world) {
      world = this.#made(wanted);
      this.#worlds.set(key, world);
    }
    return world;
  }

  #made({ license, version, at, named, terms }: WantedLicense) {
    const past = licenseAt(this.history, { license, version }, at, {
      ...(named && { exclusivityVersions: named }),
      ...(terms && { terms }),
    });
    if (!past) return 'license_gone';
    const { bundle, ...rest } = past;
    const restrictions = sourcesAt(this.history.restrictions, at, named);
    const world = toLicenseContext({ ...bundle, restrictions });
    return world.ok ? { world: world.value, ...rest } : 'policies_changed';
  }
}

export interface WantedArticle {
  version: string;
  /** ISO 8601 UTC. */
  at: string;
  named?: Named;
  /** Components that had no content then. */
  bare?: ReadonlySet<string>;
}

/** One item as it was. */
export class PastArticle {
  readonly changes: Changes;
  readonly #history: ItemHistory;
  readonly #worlds = new Map<string, ArticleContext | 'document_gone'>();

  constructor(history: ItemHistory) {
    this.#history = history;
    this.changes = new Changes(changesOfItem(history));
  }

  at(wanted: WantedArticle): ArticleContext | 'document_gone' {
    const { version, at, named, bare } = wanted;
    const key = JSON.stringify([version, this.changes.by(at), named && [...named], bare && [...bare]]);
    let world = this.#worlds.get(key);
    if (!world) {
      world = this.#made(wanted);
      this.#worlds.set(key, world);
    }
    return world;
  }

  #made({ version, at, named, bare = new Set() }: WantedArticle): ArticleContext | 'document_gone' {
    const snapshot = snapshotAt(this.#history, version, at);
    if (!snapshot) return 'document_gone';
    const { item, carried } = snapshot;
    const sources = sourcesAt(this.#history.restrictions, at, named);
    const components = item.components.map((one) => {
      const { digest: _digest, content: _content, ...rest } = one;
      return bare.has(one.id) ? rest : one;
    });
    const restrictions = [
      ...sources.filter(({ scope }) => isOf(item.id, components, scope)),
      ...restrictionsOfContained(components, carried, sources),
    ];
    return toArticleContext({ ...snapshot, item: { ...item, components }, restrictions });
  }
}

function sourcesAt(past: readonly PastColumns[], at: string, named: Named | undefined): RestrictionSource[] {
  return named ? restrictionsNamed(past, named) : restrictionsAsOf([], past, at);
}

/** The item's own, as opposed to what is about something that it contains. */
function isOf(
  item: string,
  components: readonly { id: string }[],
  scope: RestrictionSource['scope'],
): boolean {
  if (scope.kind === 'item') return scope.item === item;
  return scope.kind === 'component' && components.some(({ id }) => id === scope.component);
}
