/** How terms can be changed so that they no longer reach what somebody has alone: one change each, any of which is enough. Pure. */
import { compressTerritories, expandTerritories, includesAction, type Overlap } from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';

type ListField = 'channels' | 'components' | 'uses' | 'alterations' | 'products';

export type Mend =
  | { field: 'territories'; add: string[] }
  | { field: ListField; leaveOut: string[] }
  /** ISO 8601: the latest end, or the earliest start, that does not meet the window. */
  | { field: 'ends' | 'starts'; at: string };

/** The lists that are narrowed; an absent one cannot be. */
export type Narrowable = Partial<Pick<LicenseTerms, ListField | 'territories'>> &
  Pick<LicenseTerms, 'starts' | 'ends'>;

/**
 * `clears` says of changed lists whether they clash no more: an act may be reached by a use and by an alteration, and a
 * change of one is then no help. Empty: no single change is enough, or nothing would be left.
 */
export function mendsOf(
  lists: Narrowable,
  overlap: Overlap,
  products: readonly string[],
  clears: (changed: Narrowable) => boolean,
): Mend[] {
  const { uses, components, territories, channels, alterations } = lists;
  const reachesAct = (name: string) => [...overlap.acts].some((act) => includesAction(name, act));
  const candidates = [
    ...withoutPlaces(territories, overlap.territories),
    ...without('channels', channels, (name) => overlap.channels.has(name)),
    ...without('components', components, (name) => overlap.components.has(name)),
    ...without('uses', uses, reachesAct),
    ...(alterations?.length ? [{ field: 'alterations' as const, leaveOut: [...alterations] }] : []),
    ...(overlap.from > Date.parse(lists.starts)
      ? [{ field: 'ends' as const, at: new Date(overlap.from).toISOString() }]
      : []),
    ...(overlap.until < Date.parse(lists.ends)
      ? [{ field: 'starts' as const, at: new Date(overlap.until).toISOString() }]
      : []),
  ];
  return [
    ...candidates.filter((mend) => clears(changedBy(mend, lists))),
    ...without('products', lists.products, (id) => products.includes(id)),
  ];
}

export function changedBy<T extends Narrowable>(mend: Mend, lists: T): T {
  if ('add' in mend) return { ...lists, territories: [...(lists.territories ?? []), ...mend.add] };
  if ('at' in mend) return { ...lists, [mend.field]: mend.at };
  const names: readonly string[] = lists[mend.field] ?? [];
  return { ...lists, [mend.field]: names.filter((name) => !mend.leaveOut.includes(name)) };
}

function without(
  field: ListField,
  names: readonly string[] | undefined,
  clashes: (name: string) => boolean,
): Mend[] {
  const leaveOut = (names ?? []).filter(clashes);
  return leaveOut.length > 0 && leaveOut.length < (names ?? []).length ? [{ field, leaveOut }] : [];
}

/** By the name of a set where all of it goes, else code by code. */
function withoutPlaces(names: readonly string[] | undefined, shared: ReadonlySet<string>): Mend[] {
  if (!names) return [];
  const { territories, except } = compressTerritories(shared);
  const out = except.length === 0 ? territories : [...shared].sort();
  const add = out.map((name) => `-${name}`);
  const rest = expandTerritories([...names, ...add]);
  return rest.ok && rest.value.size > 0 ? [{ field: 'territories', add }] : [];
}
