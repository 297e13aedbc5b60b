/** From the words of a field to the id of what they name: one thing, or a fault that says what was found. */
import { entityKindOf } from '../../audit/entities/kinds.ts';
import { type Fault, unwrap } from '../frame/api.ts';
import { type Entity, isNamedId } from '../frame/entity-names.ts';
import type { ConsoleView } from '../frame/view.ts';
import { nameOf } from '../parts/entity.tsx';

export type Kind = Entity['kind'];

/** Beside the control `NAME`, hidden: the id of what stands in it, a space, and its name. */
export const IS = '.is';
/** The choice among several that the words fit. */
export const PICK = '.pick';

/** Choices that are offered; the words can say more. */
const HITS_MAX = 20;
const WORDS_CHARS_MAX = 300;

export interface EntityQuery {
  kinds: Kind[];
  /** What is no name and is taken as it is. */
  literal?: RegExp | undefined;
  /** The id of what is never meant: a thing beside itself. */
  except?: string | undefined;
}

/** Of one control, as it was sent. */
export interface Sent {
  text: string;
  is?: string | undefined;
  pick?: string | undefined;
}

/** `id`: also '' for nothing. `hits`: several that the words fit, or none. */
export type Resolved = { id: string } | { hits: Entity[]; more: boolean };

export async function resolveEntity(view: ConsoleView, query: EntityQuery, sent: Sent): Promise<Resolved> {
  const text = sent.text.trim();
  if (sent.pick) return { id: sent.pick };
  const cut = sent.is?.indexOf(' ') ?? -1;
  if (sent.is && cut > 0 && sent.is.slice(cut + 1) === text) return { id: sent.is.slice(0, cut) };
  if (text === '' || query.literal?.test(text)) return { id: text };
  if (isNamedId(text)) {
    await view.names.load(view.api, [text]);
    const isMeant = view.names.get(text) && query.kinds.some((kind) => kind === entityKindOf(text));
    return isMeant ? { id: text } : { hits: [], more: false };
  }
  const { items, more } = await findEntities(view, text, query, HITS_MAX);
  const exact = items.filter((one) =>
    namesOf(view, one).some((name) => name.toLowerCase() === text.toLowerCase()),
  );
  const [only, ...others] = exact.length === 1 ? exact : items;
  if (!only || others.length > 0 || !isNamed(view, only, text)) return { hits: items, more: more.length > 0 };
  view.names.add([only]);
  return { id: only.id };
}

/** A picture is found by the text of its article, too: whoever mistypes its name is asked about it. */
function isNamed(view: ConsoleView, one: Entity, text: string): boolean {
  const plain = (of: string) => of.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const names = plain(namesOf(view, one).join(' '));
  const words = plain(text).split(/[^\p{L}\p{N}]+/u);
  return one.kind !== 'component' || words.every((word) => names.includes(word));
}

const namesOf = ({ t }: ConsoleView, one: Entity): string[] =>
  [one.id, nameOf(one, t), one.name, one.reference, one.detail].filter((name) => name !== undefined);

export async function findEntities({ api }: ConsoleView, text: string, of: EntityQuery, limit: number) {
  const { kinds, except } = of;
  const query = {
    q: text.slice(0, WORDS_CHARS_MAX),
    limit,
    ...(kinds.length > 0 && { kind: kinds.join(',') }),
  };
  const { items, more } = await unwrap(api.GET('/v1/admin/entities', { params: { query } }));
  return { items: items.filter(({ id }) => id !== except), more };
}

/** What a field for a license begins with on the way from a partner: its only license in force, or the words that find its licenses. */
export async function licenseFrom({ api, names }: ConsoleView, partner: string): Promise<string> {
  const query = { partner, status: 'active' as const, limit: 2 };
  const [{ items }] = await Promise.all([
    unwrap(api.GET('/v1/admin/licenses', { params: { query } })),
    names.load(api, [partner]),
  ]);
  const [only, ...others] = items;
  return only && others.length === 0 ? only.id : (names.get(partner)?.name ?? '');
}

/** In the words of the reader: there is nothing like it, or too much. */
export function unresolved(
  { t }: ConsoleView,
  path: string,
  { kinds }: EntityQuery,
  text: string,
  hits: Entity[],
): Fault {
  const kind = kinds.length === 1 ? t.word('entity', kinds[0] ?? '') : t('entities.something');
  const message =
    hits.length === 0
      ? t('entities.no_match', { kind, text })
      : t('entities.several', { count: hits.length, text });
  return { path, message };
}
