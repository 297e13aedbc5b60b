/** Tells whether products may select the same items. Pure. */
import type { Selection } from '../covers.ts';

/**
 * False if a list separates the selections. Items may have several sections or subjects, and so be in both
 * products although this returns false; decisions handle that by product.
 */
export function mayOverlap(a: Selection, b: Selection): boolean {
  return (
    listsOverlap(a.sections, b.sections) &&
    listsOverlap(a.types, b.types) &&
    listsOverlap(a.subjects, b.subjects) &&
    listsOverlap(a.languages, b.languages, languagesOverlap)
  );
}

function listsOverlap(
  a: string[] | undefined,
  b: string[] | undefined,
  areEqual = (one: string, other: string) => one === other,
): boolean {
  return !a || !b || a.some((value) => b.some((other) => areEqual(value, other)));
}

/** `en` also selects what `en-GB` selects. */
function languagesOverlap(a: string, b: string): boolean {
  const [one, other] = [`${a}-`.toLowerCase(), `${b}-`.toLowerCase()];
  return one.startsWith(other) || other.startsWith(one);
}

/** Products of `own` that may overlap one of `others`. A missing product selects nothing. */
export function overlappingProducts(
  own: readonly string[],
  others: readonly string[],
  selections: ReadonlyMap<string, Selection>,
): string[] {
  const selectionOf = (id: string) => selections.get(id);
  const otherSelections = others.flatMap((id) => selectionOf(id) ?? []);
  return own.filter((id) => {
    const selection = selectionOf(id);
    return selection !== undefined && otherSelections.some((other) => mayOverlap(selection, other));
  });
}
