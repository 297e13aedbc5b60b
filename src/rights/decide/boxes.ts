/**
 * From permitted cells to few boxes. Two boxes are joined only where they differ in one dimension: joining along two
 * would permit combinations that no rule permits.
 */
import type { Channel } from '../terms.ts';
import { compressTerritories } from '../territories/compress.ts';
import type { RightsGrant } from '../types.ts';
import { ANY_OTHER, type Class, type Classes, PARTS, type Part } from './dimensions.ts';

/** Positions of classes, ascending, in each dimension. */
type Box = Record<Part, number[]>;

/** Joined in this order: what restrictions tell apart most often first, so that titles end up together. */
const JOIN_ORDER: readonly Part[] = ['territory', 'channel', 'purpose', 'action', 'title'];

export function grantsOf(cells: readonly Readonly<Record<Part, number>>[], classes: Classes): RightsGrant[] {
  let boxes: Box[] = cells.map(({ action, title, territory, channel, purpose }) => ({
    action: [action],
    title: [title],
    territory: [territory],
    channel: [channel],
    purpose: [purpose],
  }));
  for (let before = -1; boxes.length > 1 && before !== boxes.length; ) {
    before = boxes.length;
    for (const part of JOIN_ORDER) boxes = joinAlong(part, boxes);
  }
  return boxes.map((box) => grantOf(box, classes)).filter((grant) => grant !== undefined);
}

function joinAlong(part: Part, boxes: readonly Box[]): Box[] {
  const others = PARTS.filter((other) => other !== part);
  const groups = new Map<string, Box>();
  for (const box of boxes) {
    const key = others.map((other) => box[other].join()).join(' ');
    const group = groups.get(key);
    const joined = group ? [...new Set([...group[part], ...box[part]])].sort((a, b) => a - b) : box[part];
    groups.set(key, { ...box, [part]: joined });
  }
  return [...groups.values()];
}

/** Undefined: a box that holds only for purposes that nobody named cannot be written down. */
function grantOf(box: Box, classes: Classes): RightsGrant | undefined {
  const values = (part: Part) => valuesOf(classes[part], box[part]);
  const purposes = purposesOf(box, classes);
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
function purposesOf(box: Box, { purpose }: Classes): string[] | undefined {
  const named = valuesOf(purpose, box.purpose);
  if (!purpose.some(({ open }) => open)) return named;
  return box.purpose.length === purpose.length ? undefined : named.filter((name) => name !== ANY_OTHER);
}

function valuesOf(classes: readonly Class[], positions: readonly number[]): string[] {
  const [first = 0] = positions;
  if (positions.length === 1) return [...(classes[first]?.values ?? [])];
  const values: string[] = [];
  for (const position of positions) values.push(...(classes[position]?.values ?? []));
  return values;
}
