/**
 * Applies the state of contained items to the articles that contain them. A component is a contained item if
 * it has the item's uri. Pure.
 */
import { derivedId } from '../platform/ids.ts';
import type { RestrictionSource } from '../rights/types.ts';
import type { Component, ItemType, ItemVersion, PubStatus } from './model.ts';
import type { ContainedColumns } from './read-store.ts';

export interface ContainedItem {
  id: string;
  uri: string;
  pubStatus: PubStatus;
  type: ItemType;
  sections: string[];
  subjects: string[];
  language?: string;
  /** Milliseconds, UTC. */
  versionCreated: number;
  embargoedUntil?: number;
}

export function containedItem(row: ContainedColumns): ContainedItem {
  return {
    id: row.id,
    uri: row.uri,
    pubStatus: row.pub_status,
    type: row.type,
    sections: JSON.parse(row.sections) as string[],
    subjects: JSON.parse(row.subjects) as string[],
    versionCreated: row.version_created_ms,
    ...(row.language !== null && { language: row.language }),
    ...(row.embargoed_until_ms !== null && { embargoedUntil: row.embargoed_until_ms }),
  };
}

/** Fields that decide whether an item may be delivered, whichever version is requested. */
export type ItemState = Pick<
  ItemVersion,
  | 'seq'
  | 'pubStatus'
  | 'embargoedUntil'
  | 'type'
  | 'sections'
  | 'subjects'
  | 'language'
  | 'notice'
  | 'substitute'
>;

/** Returns a version with a state of the item, and with the states of the contained items. */
export function inState(
  item: ItemVersion,
  state: ItemState,
  contained: readonly ContainedItem[],
): ItemVersion {
  const {
    embargoedUntil: _embargo,
    notice: _notice,
    substitute: _substitute,
    language: _language,
    ...content
  } = item;
  const components = item.components.map((component) => inOwnState(component, contained));
  return { ...content, ...state, components };
}

/** Returns the component with the kill, hold and embargo of its own item. */
export function inOwnState(component: Component, contained: readonly ContainedItem[]): Component {
  const match = contained.find(({ uri }) => uri === component.uri);
  if (!match) return component;
  return {
    ...component,
    ...(match.pubStatus === 'canceled' && { stopped: 'killed' as const }),
    ...(match.pubStatus === 'withheld' && { stopped: 'held' as const }),
    ...(match.embargoedUntil !== undefined && { embargoedUntil: match.embargoedUntil }),
  };
}

/** Id of the only component of an item that is a picture, sound or film. */
export const mainComponent = (item: string) => derivedId('cmp', item, 'main');

/**
 * Returns the restrictions of contained items, each with the article's component as scope. They keep id and
 * version, so the trace and the log name the restriction that the desk knows. Restrictions of other parts of
 * such an item (a picture's own text or pictures) do not apply to the article.
 */
export function restrictionsOfContained(
  components: readonly Component[],
  contained: readonly ContainedItem[],
  restrictions: readonly RestrictionSource[],
): RestrictionSource[] {
  return components.flatMap(({ id: component, uri }) => {
    const match = contained.find((item) => item.uri === uri);
    if (!match) return [];
    const main = mainComponent(match.id);
    return restrictions
      .filter(
        ({ scope }) =>
          (scope.kind === 'item' && scope.item === match.id) ||
          (scope.kind === 'component' && scope.component === main),
      )
      .map((restriction) => ({ ...restriction, scope: { kind: 'component' as const, component } }));
  });
}

export interface CarriedItem extends ContainedItem {
  component: string;
}

export function carriedItems(
  components: readonly Component[],
  contained: readonly ContainedItem[],
): CarriedItem[] {
  return components.flatMap(({ id: component, uri }) => {
    const match = contained.find((item) => item.uri === uri);
    return match ? [{ ...match, component }] : [];
  });
}
