/**
 * Formats are pure functions of an item, its permitted components and the stamp; the result is one document.
 */
import type { Component, ItemVersion } from '../articles/model.ts';
import type { DeletionTerms } from '../rights/types.ts';
import type { Stamp } from '../stamp/types.ts';

export interface Rendering {
  item: ItemVersion;
  /** Permitted components only. A component outside this list must leave no byte in the output. */
  components: Component[];
  /** Items that this one refers to and the license covers, in order: named, never quoted. */
  members: { id: string; name: string; uri: string; type: string }[];
  /** Component id → address of its bytes; only for components that have bytes. */
  hrefs: Map<string, string>;
  stamp: Stamp;
  withheld?: { component: string; code: string }[];
  license?: DeletionTerms;
}

export interface Rendition {
  contentType: string;
  body: string;
}
