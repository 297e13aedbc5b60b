/** Whether products may select the same items. Pure. */
import type { Selection } from '../covers.ts';

/**
 * False where a part keeps them apart. An item that is filed under several sections or subjects can still be in both:
 * that shows when it is decided about, product by product.
 */
export function mayMeet(a: Selection, b: Selection): boolean {
  return (
    meet(a.sections, b.sections) &&
    meet(a.types, b.types) &&
    meet(a.subjects, b.subjects) &&
    meet(a.languages, b.languages, speakAlike)
  );
}

function meet(
  a: string[] | undefined,
  b: string[] | undefined,
  alike = (one: string, other: string) => one === other,
): boolean {
  return !a || !b || a.some((one) => b.some((other) => alike(one, other)));
}

/** `en` selects what `en-GB` selects, and more. */
function speakAlike(a: string, b: string): boolean {
  const [one, other] = [`${a}-`.toLowerCase(), `${b}-`.toLowerCase()];
  return one.startsWith(other) || other.startsWith(one);
}

/** Those of `own` that may meet one of `others`. A product that is not there selects nothing. */
export function selectionsMeetBy(
  own: readonly string[],
  others: readonly string[],
  selections: ReadonlyMap<string, Selection>,
): string[] {
  const known = (id: string) => selections.get(id);
  const wanted = others.flatMap((id) => known(id) ?? []);
  return own.filter((id) => {
    const selection = known(id);
    return selection !== undefined && wanted.some((other) => mayMeet(selection, other));
  });
}
