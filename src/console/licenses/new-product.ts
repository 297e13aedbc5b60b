/** Creates a product within a license form, keeping the form's values. */
import { askingQuery } from '../forms/form.tsx';
import { readForm } from '../forms/read.ts';
import { type Fault, toResult } from '../frame/api.ts';
import type { ConsoleView } from '../frame/view.ts';
import { NEW_PRODUCT, newProductFields } from './fields.ts';

export const namesProduct = (form: FormData): boolean =>
  form.getAll(`${NEW_PRODUCT}/name`).some((name) => String(name).trim() !== '');

/** Selects the created product and empties its fields, or returns faults. */
export async function createProduct(view: ConsoleView, form: FormData): Promise<{ faults: Fault[] }> {
  const parsed = readForm(newProductFields(view.t), form, { zone: view.zone, emptied: 'absent' });
  const body = (parsed.body[NEW_PRODUCT.slice(1)] ?? {}) as never;
  const params = { query: askingQuery(form) };
  const created = await toResult(view.api.POST('/v1/admin/products', { params, body }));
  if (created.ok) {
    for (const name of [...form.keys()]) if (name.startsWith(`${NEW_PRODUCT}/`)) form.delete(name);
    form.append('/products', created.value.id);
    return { faults: [] };
  }
  const { errors, detail } = created.problem;
  const parseFaults = parsed.ok ? [] : parsed.faults;
  const apiFaults = errors?.map((fault) => ({ ...fault, path: `${NEW_PRODUCT}${fault.path}` }));
  return { faults: [...parseFaults, ...(apiFaults ?? [{ path: NEW_PRODUCT, message: detail }])] };
}
