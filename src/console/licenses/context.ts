/** Loads what the pages of a license show, and names the license. */
import type { Context } from 'hono';
import { type Activity, activityOf } from '../activity/section.tsx';
import { byId, type Schema, toResult, unwrap } from '../frame/api.ts';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { namesIn, type Partner, type Product, partnerOf, productsOf } from './catalogue.ts';
import { licenseInWords, type Names } from './sentence.ts';
import type { Draft } from './terms.ts';

export type LicenseFull = Schema<'LicenseWithHistory'>;

export interface LicenseContext {
  license: LicenseFull;
  terms: Draft;
  partner: Partner;
  products: Product[];
  names: Names;
}

export async function licenseOf(c: Context<ConsoleEnv>): Promise<LicenseContext> {
  const { api } = c.var.view;
  const license = await unwrap(api.GET('/v1/admin/licenses/{id}', byId(c.req.param('id'))));
  const [partner, products] = await Promise.all([partnerOf(api, license.partner), productsOf(api)]);
  const terms = license as unknown as Draft;
  return { license, terms, partner, products, names: namesIn(partner, products) };
}

export const nameOf = ({ license, names }: Pick<LicenseContext, 'license' | 'names'>) =>
  `${names.partner} · ${license.consent.reference}`;

/** Limit of keys and statements; their own pages list all. */
const LIST_LIMIT = 50;

export interface LicenseDetails {
  sentences: string[];
  keys: Schema<'ApiKey'>[] | null;
  statements: { closed: Schema<'StatementHead'>[]; due: string[] };
  activity: Activity | null;
}

export async function hangingOn(
  { license, terms, names }: LicenseContext,
  view: ConsoleView,
): Promise<LicenseDetails> {
  const query = { license: license.id, limit: LIST_LIMIT };
  const [keys, statements, grid, activity] = await Promise.all([
    view.mayGo('/console/keys') ? unwrap(view.api.GET('/v1/admin/keys', { params: { query } })) : null,
    unwrap(view.api.GET('/v1/audit/statements', { params: { query } })),
    unwrap(view.api.GET('/v1/audit/statements/months', { params: { query: { q: license.id, limit: 1 } } })),
    activityOf(view, { license: license.id }),
  ]);
  const ready = grid.items.flatMap(({ months }) => months).filter(({ state }) => state === 'ready');
  return {
    sentences: licenseInWords(terms, names, view.t),
    keys: keys?.items ?? null,
    statements: { closed: statements.items, due: ready.map(({ period }) => period).reverse() },
    activity,
  };
}

export async function patchLicense({ api }: ConsoleView, id: string, body: object, query = {}) {
  const params = { path: { id }, query };
  const answer = await toResult(api.PATCH('/v1/admin/licenses/{id}', { params, body: body as never }));
  return answer.ok ? null : answer.problem;
}
