/** The bill, worked out again from nothing but the log. Pure. */

export interface Handout {
  license: string;
  index: number;
  /** Null: no title was stated, so that the delivery serves every title of the license. */
  title: string | null;
  article: string;
  delivered: { component: string }[];
}

/** Once per license, title, item and component; what was delivered for all titles is not owed for one. */
export function unitsOwed(entries: readonly Handout[]): number {
  const owed = new Set<string>();
  const inOrder = [...entries].sort((a, b) => a.index - b.index);
  for (const { license, title, article, delivered } of inOrder)
    for (const { component } of delivered) {
      const unit = (forTitle: string) => JSON.stringify([license, forTitle, article, component]);
      if (!owed.has(unit(''))) owed.add(unit(title ?? ''));
    }
  return owed.size;
}
