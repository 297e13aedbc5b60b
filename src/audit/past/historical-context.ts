/** Reconstructs the context of a past decision from stored versions. */
import { restrictionsOfContained } from '../../articles/contained.ts';
import { changesOf as changesOfItem, type ItemHistory, snapshotAt } from '../../articles/past/history.ts';
import { toArticleContext, toLicenseContext } from '../../delivery/decision-context.ts';
import type { ArticleContext, LicenseContext } from '../../delivery/types.ts';
import { changesOf, type LicensingHistory, licenseAt } from '../../licensing/past/history.ts';
import { restrictionsAsOf, restrictionsNamed } from '../../restrictions/as-of.ts';
import type { PastColumns } from '../../restrictions/store.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import { BoundedMap } from '../../rights/lru.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import type { RestrictionSource } from '../../rights/types.ts';
import { COMPILED_LICENSES_MAX } from './limits.ts';

export interface PastLicense {
  context: LicenseContext;
  productNames: Map<string, string>;
  isGuessed: boolean;
}

/** Version of each policy, by id, that was evaluated. Absent: those in force. */
export type Named = ReadonlyMap<string, number>;

export interface PastLicenseRequest {
  license: string;
  version: number;
  /** ISO 8601 UTC. */
  at: string;
  named?: Named;
  /** Replaces the terms of the version. Must always be the same object for a license. */
  terms?: LicenseTerms;
}

/** Instants of changes, ascending. The state is constant between two of them. */
class Changes {
  readonly #instants: string[];

  constructor(instants: readonly string[]) {
    this.#instants = [...new Set(instants)].sort();
  }

  /** Number of changes up to an instant; it identifies the state at that instant. */
  countUntil(at: string): number {
    let [low, high] = [0, this.#instants.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#instants[middle] ?? '') <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Next change; undefined if there is none. */
  nextAfter(at: string): string | undefined {
    return this.#instants[this.countUntil(at)];
  }

  get all(): readonly string[] {
    return this.#instants;
  }
}

/** Past states of licenses. Compiled licenses are cached. */
export class PastLicenses {
  readonly history: LicensingHistory;
  readonly changes: Changes;
  readonly #general: ReadonlySet<string>;
  readonly #compiled = new BoundedMap<PastLicense | 'license_gone' | 'policies_changed'>({
    entriesMax: COMPILED_LICENSES_MAX,
  });

  constructor(history: LicensingHistory) {
    this.history = history;
    this.changes = new Changes(changesOf(history));
    this.#general = new Set(history.restrictions.map(({ id }) => id));
  }

  at(request: PastLicenseRequest): PastLicense | 'license_gone' | 'policies_changed' {
    const { license, version, at, named, terms } = request;
    const relevant = named && [...named].filter(([id]) => this.#general.has(id) || id.startsWith('exc_'));
    const key = JSON.stringify([
      license,
      version,
      this.changes.countUntil(at),
      relevant,
      terms !== undefined,
    ]);
    return getOrInsert(this.#compiled, key, () => this.#compile(request));
  }

  #compile({ license, version, at, named, terms }: PastLicenseRequest) {
    const past = licenseAt(this.history, { license, version }, at, {
      ...(named && { exclusivityVersions: named }),
      ...(terms && { terms }),
    });
    if (!past) return 'license_gone';
    const { bundle, ...rest } = past;
    const restrictions = sourcesAt(this.history.restrictions, at, named);
    const context = toLicenseContext({ ...bundle, restrictions });
    return context.ok ? { context: context.value, ...rest } : 'policies_changed';
  }
}

export interface PastArticleRequest {
  version: string;
  /** ISO 8601 UTC. */
  at: string;
  named?: Named;
  /** Components without content at that time. */
  withoutContent?: ReadonlySet<string>;
}

/** Past states of one item. */
export class PastArticle {
  readonly changes: Changes;
  readonly #history: ItemHistory;
  readonly #compiled = new Map<string, ArticleContext | 'document_gone'>();

  constructor(history: ItemHistory) {
    this.#history = history;
    this.changes = new Changes(changesOfItem(history));
  }

  at(request: PastArticleRequest): ArticleContext | 'document_gone' {
    const { version, at, named, withoutContent } = request;
    const key = JSON.stringify([
      version,
      this.changes.countUntil(at),
      named && [...named],
      withoutContent && [...withoutContent],
    ]);
    return getOrInsert(this.#compiled, key, () => this.#compile(request));
  }

  #compile({
    version,
    at,
    named,
    withoutContent = new Set(),
  }: PastArticleRequest): ArticleContext | 'document_gone' {
    const snapshot = snapshotAt(this.#history, version, at);
    if (!snapshot) return 'document_gone';
    const { item, carried } = snapshot;
    const sources = sourcesAt(this.#history.restrictions, at, named);
    const components = item.components.map((component) => {
      const { digest: _digest, content: _content, ...rest } = component;
      return withoutContent.has(component.id) ? rest : component;
    });
    const restrictions = [
      ...sources.filter(({ scope }) => isOfItem(item.id, components, scope)),
      ...restrictionsOfContained(components, carried, sources),
    ];
    return toArticleContext({ ...snapshot, item: { ...item, components }, restrictions });
  }
}

function sourcesAt(past: readonly PastColumns[], at: string, named: Named | undefined): RestrictionSource[] {
  return named ? restrictionsNamed(past, named) : restrictionsAsOf([], past, at);
}

/** True for restrictions on the item itself, not on something that it contains. */
function isOfItem(
  item: string,
  components: readonly { id: string }[],
  scope: RestrictionSource['scope'],
): boolean {
  if (scope.kind === 'item') return scope.item === item;
  return scope.kind === 'component' && components.some(({ id }) => id === scope.component);
}
