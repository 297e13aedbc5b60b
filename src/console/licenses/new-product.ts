/** A product that is created from within the form of a license, which keeps all that was typed. */
import { readForm } from '../forms/read.ts';
import { type Fault, malformed, tried } from '../frame/api.ts';
import type { ConsoleView } from '../frame/view.ts';
import { sectionFaults } from '../products/sections.ts';
import { NEW_PRODUCT, newProductFields } from './fields.ts';

/** Chooses the product in the form, and empties its fields; or says what is wrong with them. */
export async function productCreated(view: ConsoleView, form: FormData): Promise<{ faults: Fault[] }> {
  const read = readForm(newProductFields(view.t), form, { zone: view.zone, emptied: 'absent' });
  const body = (read.body[NEW_PRODUCT.slice(1)] ?? {}) as never;
  const faults = await sectionFaults(view, body, form);
  const created =
    faults.length > 0 ? malformed(faults) : await tried(view.api.POST('/v1/admin/products', { body }));
  if (created.ok) {
    for (const name of [...form.keys()]) if (name.startsWith(`${NEW_PRODUCT}/`)) form.delete(name);
    form.append('/products', created.value.id);
    return { faults: [] };
  }
  const { errors, detail } = created.problem;
  const own = read.ok ? [] : read.faults;
  const found = errors?.map((fault) => ({ ...fault, path: `${NEW_PRODUCT}${fault.path}` }));
  return { faults: [...own, ...(found ?? [{ path: NEW_PRODUCT, message: detail }])] };
}
