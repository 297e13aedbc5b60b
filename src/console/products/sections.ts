/**
 * Asks about sections that no article and no other product has, because they are probably misspelled. Sent
 * again, they are confirmed.
 */
import { newProduct } from '../../licensing/products/schemas.ts';
import { faultsOf } from '../../platform/http.ts';
import { MEANT } from '../forms/form.tsx';
import { type Fault, faultOf, unwrap } from '../frame/api.ts';
import type { ConsoleView } from '../frame/view.ts';
import { productsOf } from '../licenses/catalogue.ts';

/** Sections that one form is asked about: each takes a query. */
const SECTIONS_CHECKED_MAX = 20;

/**
 * Faults of the sections, with all other faults of the product. Empty if every section is known or confirmed.
 */
export async function sectionFaults({ api }: ConsoleView, body: object, form: FormData): Promise<Fault[]> {
  const { sections } = body as { sections?: string[] | null };
  if (!sections?.length) return [];
  const products = await productsOf(api);
  const known = new Set<unknown>([...products.flatMap((one) => one.sections ?? []), ...form.getAll(MEANT)]);
  const hasArticle = async (query: { section?: string }) => {
    const { items } = await unwrap(
      api.GET('/v1/admin/articles', { params: { query: { ...query, limit: 1 } } }),
    );
    return items.length > 0;
  };
  const unknown = await Promise.all(
    sections.slice(0, SECTIONS_CHECKED_MAX).map(async (section, place): Promise<Fault[]> => {
      if (known.has(section) || (await hasArticle({ section }))) return [];
      return [{ ...faultOf(`/sections/${place}`, 'new_section'), parameters: { confirms: section } }];
    }),
  );
  // Before there is an article, there is nothing that a section could be misspelled from.
  if (unknown.flat().length === 0 || !(await hasArticle({}))) return [];
  const given = Object.entries(body).filter(([, value]) => value !== null);
  const { error } = newProduct.safeParse(Object.fromEntries(given));
  return [...(error ? faultsOf(error) : []), ...unknown.flat()];
}
