/**
 * Copies of sample items, so that the story can be told again on a gateway that has heard it before. Pure.
 */
import { movedBy, type NinjsItem } from '../newsroom/sample.ts';

/** The uri of a copy: the same item in another run is another item. */
export function uriInRun(uri: string, run: string): string {
  return `${uri}/${run}`;
}

/**
 * The item as if it had been written at `now` (milliseconds, UTC) for this run: its own uri, as have its
 * associations, and all its times moved. `changes` replace properties of the item.
 */
export function copyOf(
  item: NinjsItem,
  { run, now, changes = {} }: { run: string; now: number; changes?: NinjsItem },
): NinjsItem {
  const moved = movedBy(item, now - Date.parse(String(item.versionCreated)));
  return { ...inRun(moved, run), ...changes };
}

function inRun(item: NinjsItem, run: string): NinjsItem {
  const associations = Array.isArray(item.associations)
    ? item.associations.map((association: NinjsItem) => inRun(association, run))
    : undefined;
  return {
    ...item,
    ...(typeof item.uri === 'string' && { uri: uriInRun(item.uri, run) }),
    ...(associations && { associations }),
  };
}

/** The item with another restriction text on one of its associations. */
export function withTerms(item: NinjsItem, association: string, usageTerms: string): NinjsItem {
  const associations = Array.isArray(item.associations) ? item.associations : [];
  return {
    ...item,
    associations: associations.map((one: NinjsItem) =>
      one.name === association ? { ...one, usageTerms } : one,
    ),
  };
}
