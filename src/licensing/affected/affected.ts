/** Subject of a restriction for its reviewer: article, component and the number of affected licenses. */
import { LICENSES_MAX } from '../../restrictions/limits.ts';
import type { Affects } from '../../restrictions/schemas.ts';
import { type RestrictionRow, restrictionSubjects, type SubjectColumns } from '../../restrictions/store.ts';
import { isOfText } from '../../restrictions/withhold.ts';
import { covers, type Selectable, type Selection } from '../covers.ts';
import { unusedSections } from '../products/known-words.ts';
import { allProducts } from '../products/store.ts';
import { countLicensesOf } from './store.ts';

/**
 * Loads the subjects and license counts of restrictions with a constant number of statements. Returns a
 * look-up by row.
 */
export async function affectedBy(
  db: D1Database,
  rows: readonly RestrictionRow[],
  now: number,
): Promise<(row: RestrictionRow) => { affects?: Affects; decided?: string }> {
  const ids = rows.map(({ id }) => id);
  const named = rows.flatMap(({ scope }) => (scope.kind === 'section' ? [scope.section] : []));
  const [subjects, products, unused] = await Promise.all([
    restrictionSubjects(db, ids),
    allProducts(db),
    unusedSections(db, named),
  ]);
  const byId = new Map(subjects.map((subject) => [subject.id, subject]));
  const lists = rows.map(({ id, scope }) =>
    scope.kind === 'agency'
      ? null
      : products
          .filter(({ selection }) =>
            scope.kind === 'section'
              ? selectsSection(selection, scope.section, unused)
              : selects(selection, byId.get(id), now),
          )
          .map((product) => product.id),
  );
  // The components of one article affect the same licenses, so each list is counted once.
  const distinct = [...new Map(lists.map((list) => [String(list), list])).entries()];
  const { counts, examined } = await countLicensesOf(
    db,
    distinct.map(([, list]) => list),
    { now, max: LICENSES_MAX },
  );
  const countOf = new Map(distinct.map(([key], index) => [key, counts[index] ?? 0]));
  const answers = new Map(
    rows.map((row, index): [string, Affects] => {
      const licenses = countOf.get(String(lists[index])) ?? 0;
      const more = examined === LICENSES_MAX && { more: true as const };
      return [row.id, { licenses, ...more, ...subjectOf(row, byId.get(row.id)) }];
    }),
  );
  return ({ id, updated }) => {
    const affects = answers.get(id);
    return { ...(affects && { affects }), ...(byId.get(id)?.decided === 1 && { decided: updated }) };
  };
}

/** The id identifies a text, so its type is known even if the document is too large for D1. */
function subjectOf(
  row: RestrictionRow,
  subject: SubjectColumns | undefined,
): Omit<Affects, 'licenses' | 'more'> {
  const { headline = null, sections, component, media = null, same_text: sameText = 0 } = subject ?? {};
  const stored = component ? JSON.parse(component) : isOfText(row) && { type: 'dispatch', headline };
  return {
    sameText,
    ...(headline && { headline }),
    ...(sections && { sections: JSON.parse(sections) as string[] }),
    ...(media !== null && { media: media === 1 }),
    ...(stored && { component: withoutNulls(stored) as NonNullable<Affects['component']> }),
  };
}

const withoutNulls = (object: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));

/** `unused`: sections that nothing has, so that a product of all sections delivers nothing of them. */
function selectsSection({ sections }: Selection, section: string, unused: ReadonlySet<string>): boolean {
  return sections === undefined ? !unused.has(section) : sections.includes(section);
}

function selects(selection: Selection, subject: SubjectColumns | undefined, now: number): boolean {
  if (!subject || subject.type === null || subject.version_created_ms === null) return false;
  const item: Selectable = {
    type: subject.type,
    sections: JSON.parse(subject.sections ?? '[]') as string[],
    subjects: JSON.parse(subject.subjects ?? '[]') as string[],
    versionCreated: subject.version_created_ms,
    ...(subject.language !== null && { language: subject.language }),
  };
  return covers(selection, item, now);
}
