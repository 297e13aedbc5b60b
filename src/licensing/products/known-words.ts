/** Probable mistakes in a product: another one's name, and sections and subjects that nothing has. */
import type { Doubt } from '../../platform/confirmation.ts';
import type { RestrictionResource } from '../../restrictions/schemas.ts';
import { similarWords } from '../../rights/index.ts';
import type { RestrictionScope } from '../../rights/types.ts';
import { isAlike } from '../same-text.ts';
import type { ProductSelection } from './schemas.ts';
import { allProducts, hasArticles, suggestedWords, wordsOfArticles } from './store.ts';

/** Sections that no article and no product has. Empty while there is no article. */
export async function unusedSections(db: D1Database, sections: readonly string[]): Promise<Set<string>> {
  return unusedWords(db, 'sections', sections);
}

/** `id` of the product that is changed. */
export async function doubtsAboutProduct(
  db: D1Database,
  product: Selection & { name?: string | undefined },
  id?: string,
): Promise<Doubt[]> {
  const [names, words] = await Promise.all([
    doubtsAboutName(db, product.name, id),
    doubtsAboutSelection(db, product),
  ]);
  return [...names, ...words];
}

/** Products of one name cannot be told apart in a license. A change that keeps the name is not asked about. */
async function doubtsAboutName(db: D1Database, name?: string, id?: string): Promise<Doubt[]> {
  if (name === undefined) return [];
  const sameName = (await allProducts(db)).filter((product) => isAlike(product.name, name));
  const [other] = sameName;
  if (!other || sameName.some((same) => same.id === id)) return [];
  const message = `Another product is called "${other.name}"`;
  const parameters = { name: other.name };
  return [{ path: '/name', key: 'same_product_name', message, confirms: name, parameters }];
}

type Selection = { [Kind in 'sections' | 'subjects']?: ProductSelection[Kind] | null };

async function doubtsAboutSelection(db: D1Database, selection: Selection): Promise<Doubt[]> {
  const doubts = (['sections', 'subjects'] as const).map(async (kind) => {
    const words = (selection[kind] ?? []).slice(0, ASKED_MAX);
    const unused = await unusedWords(db, kind, words);
    if (unused.size === 0) return [];
    const known = await suggestedWords(db, kind);
    return words.flatMap((word, index): Doubt[] =>
      unused.has(word)
        ? [{ ...DOUBTS[kind], path: `/${kind}/${index}`, confirms: word, similar: similarWords(word, known) }]
        : [],
    );
  });
  return (await Promise.all(doubts)).flat();
}

/** Words of each kind that are asked about: the answers come back in a URL. */
const ASKED_MAX = 20;

const DOUBTS = {
  sections: { key: 'new_section', message: 'No article and no other product has this section' },
  subjects: { key: 'new_subject', message: 'No article and no other product has this subject' },
} as const;

/** Of a scope that there are warnings about. */
export async function doubtsAboutScope(db: D1Database, scope: RestrictionScope | null): Promise<Doubt[]> {
  if (scope?.kind !== 'section') return [];
  const { section } = scope;
  const similar = similarWords(section, await suggestedWords(db, 'sections')).map(
    (word) => `section:${word}`,
  );
  return [{ path: '/scope', key: 'restricts_new_section', message: UNUSED, confirms: section, similar }];
}

const UNUSED = 'No article and no product has this section, so the restriction protects nothing yet';

/** Warnings about the scope of a restriction. */
export async function warningsAboutScope(
  db: D1Database,
  scope: RestrictionScope | null,
): Promise<NonNullable<RestrictionResource['warnings']>> {
  if (scope?.kind !== 'section' || (await unusedSections(db, [scope.section])).size === 0) return [];
  return [{ path: '/scope', message: UNUSED, key: 'unused_section', code: 'unused_section' }];
}

async function unusedWords(
  db: D1Database,
  kind: 'sections' | 'subjects',
  words: readonly string[],
): Promise<Set<string>> {
  if (words.length === 0) return new Set();
  const suggested = new Set(await suggestedWords(db, kind));
  const rare = words.filter((word) => !suggested.has(word));
  const used = new Set(rare.length > 0 ? await wordsOfArticles(db, kind, rare) : []);
  const unused = new Set(rare.filter((word) => !used.has(word)));
  return unused.size === 0 || (await hasArticles(db)) ? unused : new Set();
}
