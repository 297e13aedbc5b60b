/** Repairs of terms that overlap an exclusivity. Each is a single sufficient change. Pure. */
import { compressTerritories, expandTerritories, includesAction, type Overlap } from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';

type ListField = 'channels' | 'components' | 'uses' | 'alterations' | 'products';

export type Repair =
  | { field: 'territories'; add: string[] }
  | { field: ListField; leaveOut: string[] }
  /** ISO 8601: the latest end, or the earliest start, outside the window. */
  | { field: 'ends' | 'starts'; at: string };

/** Lists that a repair may narrow. An absent list cannot be narrowed. */
export type Narrowable = Partial<Pick<LicenseTerms, ListField | 'territories'>> &
  Pick<LicenseTerms, 'starts' | 'ends'>;

/**
 * Finds all repairs. `clears` tells whether changed lists no longer clash: an act may be granted by both a
 * use and an alteration, so changing one does not help. Empty if no single change suffices, or if it would
 * leave nothing.
 */
export function findRepairs(
  lists: Narrowable,
  overlap: Overlap,
  products: readonly string[],
  clears: (changed: Narrowable) => boolean,
): Repair[] {
  const { uses, components, territories, channels, alterations } = lists;
  const reachesAct = (name: string) => [...overlap.acts].some((act) => includesAction(name, act));
  const candidates = [
    ...withoutTerritories(territories, overlap.territories),
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
    ...candidates.filter((repair) => clears(applyRepair(repair, lists))),
    ...without('products', lists.products, (id) => products.includes(id)),
  ];
}

export function applyRepair<T extends Narrowable>(repair: Repair, lists: T): T {
  if ('add' in repair) return { ...lists, territories: [...(lists.territories ?? []), ...repair.add] };
  if ('at' in repair) return { ...lists, [repair.field]: repair.at };
  const names: readonly string[] = lists[repair.field] ?? [];
  return { ...lists, [repair.field]: names.filter((name) => !repair.leaveOut.includes(name)) };
}

function without(
  field: ListField,
  names: readonly string[] | undefined,
  clashes: (name: string) => boolean,
): Repair[] {
  const leaveOut = (names ?? []).filter(clashes);
  return leaveOut.length > 0 && leaveOut.length < (names ?? []).length ? [{ field, leaveOut }] : [];
}

/** Excludes sets by name if all their territories go, and single codes otherwise. */
function withoutTerritories(names: readonly string[] | undefined, shared: ReadonlySet<string>): Repair[] {
  if (!names) return [];
  const { territories, except } = compressTerritories(shared);
  const excluded = except.length === 0 ? territories : [...shared].sort();
  const add = excluded.map((name) => `-${name}`);
  const rest = expandTerritories([...names, ...add]);
  return rest.ok && rest.value.size > 0 ? [{ field: 'territories', add }] : [];
}
