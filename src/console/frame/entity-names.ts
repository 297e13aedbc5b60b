/**
 * Names of the things that a page mentions by their ids. A page is written, which tells what it mentions; what has no name yet is asked
 * of the API at once, and the page is written again. So no page collects ids, and a page costs one question, whatever is on it.
 */
import { type Api, type Schema, tried } from './api.ts';

export type Entity = Schema<'Entity'>;

/** Ids that one question may have. */
const IDS_MAX = 200;
/** Of our things that have names (audit/entities/kinds.ts). */
const NAMED_ID = /^(par|lic|key|prd|itm|cmp|rst|phr|opr|stm|hld|fnd)_[0-9a-f]{32}$/;

export const isNamedId = (id: string): boolean => NAMED_ID.test(id);

export class EntityNames {
  readonly #known = new Map<string, Entity>();
  readonly #requested = new Set<string>();
  readonly #missing = new Set<string>();

  /** Undefined: unknown, or not asked for yet. */
  get(id: string, version?: string | null): Entity | undefined {
    const ref = refOf(id, version);
    if (isNamedId(id) && !this.#requested.has(ref)) this.#missing.add(ref);
    return this.#known.get(ref);
  }

  /** What the licenses of the page call a title. */
  titleOf(id: string): string | undefined {
    const titles = [...this.#known.values()].flatMap((entity) => entity.titles ?? []);
    return titles.find((one) => one.id === id)?.name;
  }

  /** What was found by words need not be asked for again. */
  add(entities: Entity[]): void {
    for (const entity of entities) {
      const ref = refOf(entity.id, entity.version);
      this.#requested.add(ref);
      this.#known.set(ref, entity);
    }
  }

  /** Whether there is now more known than before. Names are an aid: a page whose names are refused is shown without them. */
  async load(api: Api, ids: readonly string[] = []): Promise<boolean> {
    for (const id of ids) this.get(id);
    const refs = [...this.#missing];
    this.#missing.clear();
    for (const ref of refs) this.#requested.add(ref);
    const parts = Array.from({ length: Math.ceil(refs.length / IDS_MAX) }, (_, part) =>
      refs.slice(part * IDS_MAX, (part + 1) * IDS_MAX),
    );
    const answers = await Promise.all(
      parts.map((part) =>
        tried(api.GET('/v1/admin/entities', { params: { query: { ids: part.join(',') } } })),
      ),
    );
    for (const answer of answers) if (answer.ok) this.add(answer.value.items);
    return refs.length > 0;
  }
}

const refOf = (id: string, version?: string | null): string => (version == null ? id : `${id}:${version}`);
