/**
 * Names of the entities on a page. The first rendering records the ids that the page mentions; their names
 * are loaded in one request, and the page is rendered again. Pages need not collect ids themselves.
 */
import { entityKindOf } from '../../audit/entities/kinds.ts';
import { type Api, type Schema, toResult } from './api.ts';

export type Entity = Schema<'Entity'>;

const IDS_MAX = 200;

export const isNamedId = (id: string): boolean =>
  entityKindOf(id) !== undefined && /^.{4}[0-9a-f]{32}$/.test(id);

export class EntityNames {
  readonly #known = new Map<string, Entity>();
  readonly #requested = new Set<string>();
  readonly #missing = new Set<string>();

  /** Undefined if the entity is unknown or not loaded yet. */
  get(id: string, version?: string | null): Entity | undefined {
    const ref = refOf(id, version);
    if (isNamedId(id) && !this.#requested.has(ref)) this.#missing.add(ref);
    return this.#known.get(ref);
  }

  /** The name that the licenses and partners on the page give to a title. */
  titleOf(id: string): string | undefined {
    const titles = [...this.#known.values()].flatMap((entity) => entity.titles ?? []);
    return titles.find((title) => title.id === id)?.name;
  }

  add(entities: Entity[]): void {
    for (const entity of entities) {
      const ref = refOf(entity.id, entity.version);
      this.#requested.add(ref);
      this.#known.set(ref, entity);
    }
  }

  /** Returns whether it requested any names. If the API refuses, the page shows ids. */
  async load(api: Api, ids: readonly string[] = []): Promise<boolean> {
    for (const id of ids) this.get(id);
    const refs = [...this.#missing];
    this.#missing.clear();
    for (const ref of refs) this.#requested.add(ref);
    const batches = Array.from({ length: Math.ceil(refs.length / IDS_MAX) }, (_, batch) =>
      refs.slice(batch * IDS_MAX, (batch + 1) * IDS_MAX),
    );
    const answers = await Promise.all(
      batches.map((batch) =>
        toResult(api.GET('/v1/admin/entities', { params: { query: { ids: batch.join(',') } } })),
      ),
    );
    for (const answer of answers) if (answer.ok) this.add(answer.value.items);
    return refs.length > 0;
  }
}

const refOf = (id: string, version?: string | null): string => (version == null ? id : `${id}:${version}`);
