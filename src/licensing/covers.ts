/** Matches items with a product's selection. Pure. */

/** Selection of a product. One match in each list suffices; an absent list matches everything. */
export interface Selection {
  sections?: string[];
  types?: string[];
  /** Subject codes, compared exactly. */
  subjects?: string[];
  /** BCP 47 tags; `en` also selects `en-GB` (RFC 4647 §3.3.1). */
  languages?: string[];
  /** Greatest age of a version in days. Absent: no limit. */
  backfileDays?: number;
}

export interface Selectable {
  sections: string[];
  type: string;
  subjects: string[];
  language?: string;
  /** Milliseconds, UTC. */
  versionCreated: number;
}

const DAY_MS = 86_400_000;

/**
 * Tells whether a selection contains an item. `now` is in milliseconds, UTC. An item without the property
 * that a list selects by (language, section) is not covered.
 */
export function covers(selection: Selection, item: Selectable, now: number): boolean {
  return (
    anyOf(selection.sections, item.sections) &&
    anyOf(selection.types, [item.type]) &&
    anyOf(selection.subjects, item.subjects) &&
    matchesLanguage(selection.languages, item.language) &&
    (selection.backfileDays === undefined || item.versionCreated >= now - selection.backfileDays * DAY_MS)
  );
}

function anyOf(selected: string[] | undefined, values: string[]): boolean {
  return selected === undefined || values.some((value) => selected.includes(value));
}

function matchesLanguage(ranges: string[] | undefined, tag: string | undefined): boolean {
  if (ranges === undefined) return true;
  const value = tag?.toLowerCase();
  return value !== undefined && ranges.some((range) => `${value}-`.startsWith(`${range.toLowerCase()}-`));
}
