/**
 * Merges permitted cells into few rectangles. Two rectangles are merged only if they differ in one dimension:
 * merging along two would permit combinations that no rule permits.
 */
import type { Channel } from '../terms.ts';
import { compressTerritories } from '../territories/compress.ts';
import type { RightsGrant } from '../types.ts';
import { ANY_OTHER, type ClassesByPart, USE_PARTS, type UsePart, type ValueClass } from './dimensions.ts';

/** Class indexes of each dimension, ascending. */
type Rectangle = Record<UsePart, number[]>;

/** Dimensions that restrictions distinguish most often come first, so that titles stay together. */
const JOIN_ORDER: readonly UsePart[] = ['territory', 'channel', 'purpose', 'action', 'title'];

export function grantsOf(
  cells: readonly Readonly<Record<UsePart, number>>[],
  classes: ClassesByPart,
): RightsGrant[] {
  let rectangles: Rectangle[] = cells.map(({ action, title, territory, channel, purpose }) => ({
    action: [action],
    title: [title],
    territory: [territory],
    channel: [channel],
    purpose: [purpose],
  }));
  for (let previousCount = -1; rectangles.length > 1 && previousCount !== rectangles.length; ) {
    previousCount = rectangles.length;
    for (const part of JOIN_ORDER) rectangles = joinAlong(part, rectangles);
  }
  return rectangles.map((rectangle) => grantOf(rectangle, classes)).filter((grant) => grant !== undefined);
}

function joinAlong(part: UsePart, rectangles: readonly Rectangle[]): Rectangle[] {
  const others = USE_PARTS.filter((other) => other !== part);
  const groups = new Map<string, Rectangle>();
  for (const rectangle of rectangles) {
    const key = others.map((other) => rectangle[other].join()).join(' ');
    const group = groups.get(key);
    const joined = group
      ? [...new Set([...group[part], ...rectangle[part]])].sort((a, b) => a - b)
      : rectangle[part];
    groups.set(key, { ...rectangle, [part]: joined });
  }
  return [...groups.values()];
}

/** Undefined: a rectangle that holds only for unnamed purposes cannot be written down. */
function grantOf(rectangle: Rectangle, classes: ClassesByPart): RightsGrant | undefined {
  const values = (part: UsePart) => valuesOf(classes[part], rectangle[part]);
  const purposes = purposesOf(rectangle, classes);
  if (purposes?.length === 0) return undefined;
  const { territories, except } = compressTerritories(values('territory'));
  const channels = values('channel') as Channel[];
  const grant: RightsGrant = {
    uses: values('action'),
    titles: values('title'),
    territories,
    except,
    channels,
  };
  if (purposes) grant.purposes = purposes;
  return grant;
}

/** Undefined: any purpose. */
function purposesOf(rectangle: Rectangle, { purpose }: ClassesByPart): string[] | undefined {
  const named = valuesOf(purpose, rectangle.purpose);
  if (!purpose.some(({ open }) => open)) return named;
  return rectangle.purpose.length === purpose.length ? undefined : named.filter((name) => name !== ANY_OTHER);
}

function valuesOf(classes: readonly ValueClass[], positions: readonly number[]): string[] {
  const [first = 0] = positions;
  if (positions.length === 1) return [...(classes[first]?.values ?? [])];
  const values: string[] = [];
  for (const position of positions) values.push(...(classes[position]?.values ?? []));
  return values;
}
