/** Asks for confirmation of sections that no article or other product has, as they may be misspelled. */
import { newProduct } from '../../licensing/products/schemas.ts';
import { faultsOf } from '../../platform/http.ts';
import { CONFIRMED } from '../forms/form.tsx';
import { type Fault, faultOf, unwrap } from '../frame/api.ts';
import type { ConsoleView } from '../frame/view.ts';
import { productsOf } from '../licenses/catalogue.ts';

/** Limit of sections checked per form; each takes a query. */
const SECTIONS_CHECKED_MAX = 20;

/** Returns these faults with all others of the product, or none if every section is known or confirmed. */
export async function sectionFaults({ api }: ConsoleView, body: object, form: FormData): Promise<Fault[]> {
  const { sections } = body as { sections?: string[] | null };
  if (!sections?.length) return [];
  const products = await productsOf(api);
  const accepted = new Set<unknown>([
    ...products.flatMap((product) => product.sections ?? []),
    ...form.getAll(CONFIRMED),
  ]);
  const hasArticle = async (query: { section?: string }) => {
    const { items } = await unwrap(
      api.GET('/v1/admin/articles', { params: { query: { ...query, limit: 1 } } }),
    );
    return items.length > 0;
  };
  const unknown = await Promise.all(
    sections.slice(0, SECTIONS_CHECKED_MAX).map(async (section, index): Promise<Fault[]> => {
      if (accepted.has(section) || (await hasArticle({ section }))) return [];
      return [{ ...faultOf(`/sections/${index}`, 'new_section'), parameters: { confirms: section } }];
    }),
  );
  // Without any article, every section would be unknown.
  if (unknown.flat().length === 0 || !(await hasArticle({}))) return [];
  const present = Object.entries(body).filter(([, value]) => value !== null);
  const { error } = newProduct.safeParse(Object.fromEntries(present));
  return [...(error ? faultsOf(error) : []), ...unknown.flat()];
}
