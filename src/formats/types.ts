/** Formats are pure: an item, the components that may be shown, and the stamp go in; one document comes out. */
import type { Component, ItemVersion } from '../articles/model.ts';
import type { DeletionTerms } from '../rights/types.ts';
import type { Stamp } from '../stamp/types.ts';

export interface Rendering {
  item: ItemVersion;
  /** Only what was permitted. A component that is not in this list must leave no byte in the output. */
  components: Component[];
  /** Items of their own that this one names and that the license covers, in its order: named, never quoted. */
  members: { id: string; name: string; uri: string; type: string }[];
  /** Where a component's bytes are fetched, by component id; only for components that have bytes. */
  hrefs: Map<string, string>;
  stamp: Stamp;
  /** Parts that are not in `components`, and why. */
  withheld?: { component: string; code: string }[];
  /** The dates of the license that copies have to be deleted by. */
  license?: DeletionTerms;
}

export interface Rendition {
  contentType: string;
  body: string;
}
