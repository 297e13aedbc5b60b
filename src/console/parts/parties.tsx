/** Licenses by the names that people know them by: the API's answers have their ids. */
import type { FC } from 'hono/jsx';
import type { components } from '../../../client/src/api.ts';
import type { Option } from '../forms/fields.ts';
import { type Answer, type Api, type Page, told } from '../frame/api.ts';

export type NamedLicense = components['schemas']['NamedLicense'];
/** By license id. */
export type Names = Map<string, NamedLicense>;

/** Ids that one answer names. */
const NAMES_MAX = 200;

export async function namesOf(api: Api, licenses: string[]): Promise<Names> {
  const ids = [...new Set(licenses)].slice(0, NAMES_MAX);
  if (ids.length === 0) return new Map();
  const query = { ids: ids.join(','), limit: NAMES_MAX };
  const { items } = await told(api.GET('/v1/audit/licenses', { params: { query } }));
  return new Map(items.map((one) => [one.id, one]));
}

/** To choose from while one types; whoever has more of them enters an id. */
export async function licenseOptions(api: Api): Promise<Option[]> {
  const { items } = await told(api.GET('/v1/audit/licenses', { params: { query: { limit: NAMES_MAX } } }));
  return items.map((one) => ({ value: one.id, label: nameOf(one) }));
}

/** A list of what licenses have, with their names, and with licenses to choose from. */
export async function listNamed<T extends Page<{ license: string }>>(api: Api, asked: Promise<Answer<T>>) {
  const [list, options] = await Promise.all([told(asked), licenseOptions(api)]);
  const names = await namesOf(
    api,
    list.items.map(({ license }) => license),
  );
  return { list, options, names };
}

/** The partner, and the titles that tell its licenses apart. */
export function nameOf({ name, titles }: NamedLicense): string {
  return titles.length === 0 ? name : `${name} (${titles.map((title) => title.name).join(', ')})`;
}

/** Whose license it is; an id that nobody knows any more is shown as it is. */
export const LicenseName: FC<{ id: string; names: Names; href?: string }> = ({ id, names, href }) => {
  const known = names.get(id);
  const name = known ? known.name : <code>{id}</code>;
  return (
    <span class="long">
      {href ? <a href={href}>{name}</a> : name}
      {known && known.titles.length > 0 && (
        <span class="beneath">{known.titles.map((title) => title.name).join(', ')}</span>
      )}
    </span>
  );
};
