/** Copies of sample items, so that the story can be repeated on one gateway. Pure. */
import { movedBy, type NinjsItem } from '../newsroom/sample.ts';

export function uriInRun(uri: string, run: string): string {
  return `${uri}/${run}`;
}

/** The item as if it had been written at `now` (ms) for this run. `changes` replace its properties. */
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
