/** Resolves typed text to the id of one entity, or to a fault with what was found. */
import { fold } from '../../articles/search/words.ts';
import { entityKindOf } from '../../audit/entities/kinds.ts';
import { TITLE_ID } from '../../licensing/partners/schemas.ts';
import { type Fault, unwrap } from '../frame/api.ts';
import { type Entity, isNamedId } from '../frame/entity-names.ts';
import type { ConsoleView } from '../frame/view.ts';
import { nameOf } from '../parts/entity.tsx';

export type Kind = Entity['kind'];

/** Suffix of the hidden control with the id, a space, and the name. */
export const ID_SUFFIX = '.is';
/** Suffix of the control that chooses among candidates. */
export const PICK_SUFFIX = '.pick';

/** Candidates offered; a longer text narrows them. */
const HITS_MAX = 20;
const WORDS_CHARS_MAX = 300;
const KINDS_NAMED_MAX = 4;

export interface EntityQuery {
  kinds: Kind[];
  /** Texts that are not names and stay unchanged. */
  literal?: RegExp | undefined;
  /** Id of an entity that cannot be chosen, such as the edited one itself. */
  except?: string | undefined;
}

export interface ControlInput {
  text: string;
  hidden?: string | undefined;
  pick?: string | undefined;
}

/** `id` is '' for empty text. `hits` are candidates, or empty if nothing matches. */
export type Resolved = { id: string } | { hits: Entity[]; more: boolean };

export async function resolveEntity(
  view: ConsoleView,
  query: EntityQuery,
  input: ControlInput,
): Promise<Resolved> {
  const text = input.text.trim();
  if (input.pick) return { id: input.pick };
  const cut = input.hidden?.indexOf(' ') ?? -1;
  if (input.hidden && cut > 0 && input.hidden.slice(cut + 1) === text)
    return { id: input.hidden.slice(0, cut) };
  if (text === '' || query.literal?.test(text)) return { id: text };
  if (isNamedId(text)) {
    await view.names.load(view.api, [text]);
    const isMeant = view.names.get(text) && query.kinds.some((kind) => kind === entityKindOf(text));
    return isMeant ? { id: text } : { hits: [], more: false };
  }
  const { items, more } = await findEntities(view, text, query, HITS_MAX);
  // A title that its partner no longer has is still in the log.
  if (items.length === 0 && query.kinds.join() === 'title' && TITLE_ID.test(text)) return { id: text };
  const byId = items.filter(({ id }) => id === text);
  const exact = items.filter((item) =>
    namesOf(view, item).some((name) => name.toLowerCase() === text.toLowerCase()),
  );
  // Partners may give their titles the same id, which is then all that the log has of them.
  const distinct = [byId, exact, items].map((hits) => [
    ...new Map(hits.map((hit) => [hit.id, hit])).values(),
  ]);
  const [only] = distinct.find((hits) => hits.length === 1) ?? [];
  if (!only || only.near || !isNamed(view, only, text)) return { hits: items, more: more.length > 0 };
  view.names.add([only]);
  return { id: only.id };
}

/** Pictures also match by their article's text, so a mistyped picture name is asked about. */
function isNamed(view: ConsoleView, entity: Entity, text: string): boolean {
  const names = fold(namesOf(view, entity).join(' '));
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  return entity.kind !== 'component' || words.every((word) => names.includes(word));
}

const namesOf = ({ t }: ConsoleView, entity: Entity): string[] =>
  [entity.id, nameOf(entity, t), entity.name, entity.reference, entity.detail].filter(
    (name) => name !== undefined,
  );

/** None for an empty text. */
export async function findEntities(
  { api }: ConsoleView,
  text: string,
  filter: EntityQuery,
  limit: number,
): Promise<{ items: Entity[]; more: Kind[] }> {
  if (text === '') return { items: [], more: [] };
  const { kinds, except } = filter;
  const kind = kinds.join(',');
  const query = { q: text.slice(0, WORDS_CHARS_MAX), limit, ...(kind && { kind }) };
  const { items, more } = await unwrap(api.GET('/v1/admin/entities', { params: { query } }));
  return { items: items.filter(({ id }) => id !== except), more };
}

/** Initial value of a license field: the only one, of the active ones if there are any, or the partner's name. */
export async function licenseFrom({ api, names }: ConsoleView, partner?: string): Promise<string> {
  const query = { ...(partner && { partner }), limit: 2 };
  const licenses = (status: object) =>
    unwrap(api.GET('/v1/admin/licenses', { params: { query: { ...query, ...status } } }));
  const [active] = await Promise.all([licenses({ status: 'active' }), names.load(api, [partner ?? ''])]);
  const { items } = active.items.length > 0 ? active : await licenses({});
  return (items.length === 1 && items[0]?.id) || (names.get(partner ?? '')?.name ?? '');
}

/** Fault for a text without a match, or with too many. */
export function unresolved(
  { t }: ConsoleView,
  path: string,
  { kinds }: EntityQuery,
  text: string,
  hits: Entity[],
): Fault {
  const words = kinds.length > KINDS_NAMED_MAX ? [] : kinds.map((kind) => t.word('entity', kind));
  const kind = t.list(words, 'disjunction');
  const message =
    hits.length === 0
      ? t(kind === '' ? 'entities.no_match_any' : 'entities.no_match', { kind, text })
      : t(hits[0]?.near ? 'search.near' : 'entities.several', { count: hits.length, text });
  return { path, message };
}
