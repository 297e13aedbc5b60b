/** Something for every route to be about: a site that is served, and another one that the desk changes. */
import { env } from 'cloudflare:workers';
import { ROLES, type Role } from '../../../src/access/roles.ts';
import { signThumbnail } from '../../../src/delivery/thumbnails/link.ts';
import { patchArticle } from '../../delivery/changes/reader.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import {
  drain,
  type Ingested,
  ingest,
  ingestWithPhotograph,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  pastMonths,
  terms,
  wireItem,
} from '../../support/newsroom.ts';
import { signedInWith } from '../../support/sessions.ts';

export interface Fixture {
  newsroom: Newsroom;
  tokens: Record<Role, string>;
  cookies: Record<Role, string>;
  /** Served; nobody changes anything about it. */
  site: PartnerSite;
  article: Ingested & { photograph: string };
  /** Secret, of the site's key. */
  feedAddress: string;
  /** Signed, of the article's picture. */
  thumbnail: string;
  /** What the desk changes again and again. */
  changed: { site: PartnerSite; article: Ingested; item: object };
  /** Id of an article that stays withheld. */
  withheld: string;
  ids: Record<
    | 'operator'
    | 'restriction'
    | 'phrase'
    | 'statement'
    | 'hold'
    | 'entry'
    | 'receipt'
    | 'openPeriod'
    | 'recall',
    string
  >;
}

export async function openFixture(): Promise<Fixture> {
  const newsroom = await openNewsroom();
  const { admin } = newsroom;
  const tokens = await byRole(operatorToken);
  // A token that opens a session is used up by it.
  const cookies = await byRole(async (role) => signedInWith(await operatorToken(role)));
  const changedSite = await openSite(newsroom);
  const item = wireItem();
  const changedArticle = await ingest(newsroom, item);
  const delivered = await request(`/v1/articles/${changedArticle.id}`, { token: changedSite.token });
  await delivered.body?.cancel();
  await drain();
  const [period = '', openPeriod = ''] = pastMonths(2);
  const createId = async (path: string, token: string, json: object) => (await create(path, token, json)).id;
  const ids = {
    operator: await createId('/v1/admin/operators', tokens.owner, { name: 'Mara Lindt', role: 'desk' }),
    restriction: await createId('/v1/admin/restrictions', admin, {
      scope: changedArticle.id,
      text: 'MANDATORY CREDIT',
    }),
    phrase: await createId('/v1/admin/phrases', admin, {
      phrase: `kein Funk ${newsroom.section}`,
      language: 'de',
      meaning: 'no-radio',
    }),
    statement: await createId('/v1/audit/statements', tokens.auditor, {
      license: changedSite.license,
      period,
    }),
    hold: await createId('/v1/audit/holds', tokens.auditor, {
      kind: 'license',
      target: changedSite.license,
      reason: 'A dispute',
    }),
    entry: delivered.headers.get('Rights-Entry') ?? '',
    receipt: delivered.headers.get('Rights-Receipt') ?? '',
    openPeriod,
    recall: await recallOf(newsroom, changedSite),
  };
  return {
    newsroom,
    tokens,
    cookies,
    ...(await freshSite(newsroom)),
    changed: { site: changedSite, article: changedArticle, item },
    withheld: await withheldIn(newsroom),
    ids,
  };
}

async function withheldIn(newsroom: Newsroom): Promise<string> {
  const { id } = await ingest(newsroom, wireItem());
  await patchArticle(newsroom, id, { pubStatus: 'withheld' });
  return id;
}

/** Of an article that the site has, and that the desk kills. */
async function recallOf(newsroom: Newsroom, site: PartnerSite): Promise<string> {
  const article = await ingest(newsroom, wireItem());
  await (await request(`/v1/articles/${article.id}`, { token: site.token })).body?.cancel();
  await patchArticle(newsroom, article.id, { pubStatus: 'canceled' });
  await drain();
  const recalls = await request(`/v1/admin/recalls?article=${article.id}`, { token: newsroom.admin });
  const { items } = await recalls.json<{ items: { id: string }[] }>();
  return items[0]?.id ?? '';
}

let sites = 0;

/** Of which no isolate has seen anything yet: the words in its picture are nobody else's. */
export async function freshSite(
  newsroom: Newsroom,
): Promise<Pick<Fixture, 'site' | 'article' | 'feedAddress' | 'thumbnail'>> {
  const by = `Zofia Wrzesińska, ${++sites}`;
  const site = await openSite(newsroom);
  const { articles } = await create<{ articles: { atom: string } }>(
    `/v1/admin/keys/${site.key.id}/feed-address`,
    newsroom.admin,
    {},
  );
  const [, feedAddress = ''] = /\/v1\/feeds\/([^/]+)\//.exec(articles.atom) ?? [];
  const article = await ingestWithPhotograph(newsroom, { by });
  return { site, article, feedAddress, thumbnail: thumbnailOf(site, article) };
}

/** As a list has it that nobody has asked for. */
function thumbnailOf({ partner, license, key }: PartnerSite, { id, photograph }: Fixture['article']): string {
  const token = { id: 'list', generation: 1 };
  return signThumbnail(env.SIGNING_KEYS, {
    principal: { kind: 'partner', partner, license, key: key.id, env: 'live', token, entitlement: {} },
    article: id,
    component: photograph,
    expiresMs: Date.now() + 3_600_000,
  });
}

export const termsFor = ({ newsroom, changed }: Fixture) => terms(newsroom, changed.site.partner);

async function byRole<T>(make: (role: Role) => Promise<T>): Promise<Record<Role, T>> {
  const tokens: [Role, T][] = [];
  for (const role of ROLES) tokens.push([role, await make(role)]);
  return Object.fromEntries(tokens) as Record<Role, T>;
}
