/** What the page needs of the catalogue to offer a choice, and to say in words what was asked about. */
import type { components } from '../../../client/src/api.ts';
import type { Option } from '../forms/fields.ts';
import { told, tried } from '../frame/api.ts';
import type { ConsoleView } from '../frame/view.ts';
import type { Choices } from './fields.ts';

type Partner = components['schemas']['Partner'];
type License = components['schemas']['License'];

/** Partners and licenses that are offered to be chosen: a page of the API. Any other is named by its id. */
const OFFERED_MAX = 200;

export interface Loaded {
  choices: Choices;
  partner: Partner | undefined;
  license: License | undefined;
}

/** A license that is named brings its partner along. */
export async function loadChoices({ api, t }: ConsoleView, query: URLSearchParams): Promise<Loaded> {
  const limit = OFFERED_MAX;
  const [named, listed] = await Promise.all([
    query.get('license')
      ? tried(api.GET('/v1/admin/licenses/{id}', { params: { path: { id: query.get('license') ?? '' } } }))
      : null,
    // Refused to whom the page is not for.
    told(api.GET('/v1/admin/partners', { params: { query: { limit } } })),
  ]);
  const license = named?.ok ? named.value : undefined;
  const id = license?.partner ?? (query.get('partner') || undefined);
  const partners: Partner[] = listed.items;
  const [licenses, single] = await Promise.all([
    id ? tried(api.GET('/v1/admin/licenses', { params: { query: { partner: id, limit } } })) : null,
    id && !partners.some((one) => one.id === id)
      ? tried(api.GET('/v1/admin/partners/{id}', { params: { path: { id } } }))
      : null,
  ]);
  const partner = partners.find((one) => one.id === id) ?? (single?.ok ? single.value : undefined);
  const known = partner && !partners.includes(partner) ? [...partners, partner] : partners;
  const label = (one: License): string =>
    `${one.consent.reference} · ${t.word('status', one.status)} · ${one.id}`;
  return {
    choices: {
      partners: known.map(option).sort((one, other) => one.label.localeCompare(other.label, t.language)),
      licenses: licenses?.ok
        ? licenses.value.items.map((one) => ({ value: one.id, label: label(one) }))
        : null,
      titles: (partner?.titles ?? []).map(option),
    },
    partner,
    license,
  };
}

const option = ({ id, name }: { id: string; name: string }): Option => ({ value: id, label: name });
