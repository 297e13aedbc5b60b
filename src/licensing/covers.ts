/** Whether a product's selection contains an item. Pure. */

/** What a product selects. Any one of each list is enough; an absent list selects everything. */
export interface Selection {
  sections?: string[];
  types?: string[];
  /** Subject codes, exactly as the items carry them. */
  subjects?: string[];
  /** BCP 47 tags; `en` selects `en-GB` too (RFC 4647 §3.3.1). */
  languages?: string[];
  /** How far back the product reaches, from now. Absent: without limit. */
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

/** An item that does not say what a list asks for (no language, no section) is not covered. */
export function covers(selection: Selection, item: Selectable, now: number): boolean {
  return (
    anyOf(selection.sections, item.sections) &&
    anyOf(selection.types, [item.type]) &&
    anyOf(selection.subjects, item.subjects) &&
    speaks(selection.languages, item.language) &&
    (selection.backfileDays === undefined || item.versionCreated >= now - selection.backfileDays * DAY_MS)
  );
}

function anyOf(wanted: string[] | undefined, given: string[]): boolean {
  return wanted === undefined || given.some((one) => wanted.includes(one));
}

function speaks(ranges: string[] | undefined, tag: string | undefined): boolean {
  if (ranges === undefined) return true;
  const given = tag?.toLowerCase();
  return given !== undefined && ranges.some((range) => `${given}-`.startsWith(`${range.toLowerCase()}-`));
}
