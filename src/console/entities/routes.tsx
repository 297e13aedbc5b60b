/** `/console/search` finds entities by name or opens a pasted id; `/console/find` serves suggestions. */
import { Hono } from 'hono';
import { ENTITY_KINDS } from '../../audit/entities/kinds.ts';
import { mayMeanPeriod } from '../../audit/reports/spoken-period.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { parseJson } from '../forms/read.ts';
import { type Entity, isNamedId } from '../frame/entity-names.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { entityPage, nameOf } from '../parts/entity.tsx';
import { detailOf } from './input.tsx';
import { findPages, isAboutUses, usesPage } from './pages.ts';
import { findEntities, type Kind } from './resolve.ts';
import { type Hit, SearchPage } from './search.tsx';

export const entityPages = new Hono<ConsoleEnv>();

const SUGGESTED_MAX = 8;
const PAGES_SUGGESTED_MAX = 4;
const LISTED_MAX = 10;

entityPages.get('/search', async (c) => {
  const { view } = c.var;
  const text = (c.req.query('q') ?? '').trim();
  const page = pageOfPasted(view, text);
  if (page !== undefined) return c.redirect(page, 303);
  const { items, more } = await findEntities(view, text, { kinds: [] }, LISTED_MAX);
  // A URI or an id opens the page of what it identifies.
  const [exact, ...others] = items.filter(({ id, detail }) => id === text || detail === text);
  const isNear = items[0]?.near === true;
  const uses = items.length === 0 || isNear ? await usesPage(view, text) : undefined;
  const href = exact && others.length === 0 ? entityPage(view, exact.id, exact) : uses?.href;
  if (href) return c.redirect(href, 303);
  const { t } = view;
  const ofKinds = ENTITY_KINDS.map((kind) => {
    const found = items.filter((item) => item.kind === kind);
    const hits = hitsOf(view, found, [kind]);
    return { id: kind, title: t.word('entities', kind), hits, isMore: more.includes(kind) };
  });
  const pages = { id: 'pages', title: t('search.pages'), hits: await findPages(view, text), isMore: false };
  const sections = [pages, ...ofKinds].filter(({ hits }) => hits.length > 0);
  const title = text === '' ? t('search.title') : t('search.results', { text });
  const isNone = text !== '' && sections.length === 0;
  const none = isAboutUses(text) && mayMeanPeriod(text, view.t.locale) ? 'search.no_period' : 'search.none';
  const note = isNear ? t('search.near', { text }) : isNone ? t(none, { text }) : '';
  return consolePage(c, { title }, <SearchPage title={title} note={note} sections={sections} />);
});

const hitsOf = (view: ConsoleView, among: Entity[], kinds: Kind[]): Hit[] =>
  among.map((entity) => ({
    id: entity.id,
    name: nameOf(entity, view.t),
    detail: detailOf({ entity, kinds, among }, view),
    href: entityPage(view, entity.id, entity),
  }));

/** Page of a pasted id, log entry or receipt, or of an address of the console or the API with one of them. */
function pageOfPasted(view: ConsoleView, pasted: string): string | undefined {
  const inAddress = URL.canParse(pasted) && /\/([a-z]{3}_[0-9a-f]{32})\b/.exec(pasted)?.[1];
  const text = inAddress || pasted;
  const [id] = /^(dlv|rfs|pub|dcl|adj|ext|ack|ntc|rdg)_[0-9a-f]{32}$/.exec(text) ?? [];
  const token = /(?:^|\/verify#)(eyJ[\w-]+\.[\w-]+\.[\w-]+)$/.exec(text)?.[1];
  const entry = id ?? (token && entryOf(token));
  if (entry && view.mayGo(`/console/deliveries/${entry}`)) return `/console/deliveries/${entry}`;
  if (token) return `/verify#${token}`;
  return isNamedId(text) ? entityPage(view, text) : undefined;
}

/** Entry of a receipt. Does not verify the signature. */
function entryOf(token: string): string | undefined {
  const { jti } = Object(parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url')));
  return typeof jti === 'string' && /^\w{1,64}$/.test(jti) ? jti : undefined;
}

entityPages.get('/find', async (c) => {
  const { view } = c.var;
  const { t } = view;
  const { q = '', kind = '', except } = c.req.query();
  const words = kind.split(/[\s,]/);
  const kinds = ENTITY_KINDS.filter((known) => words.includes(known));
  const text = q.trim();
  const { items } = await findEntities(view, text, { kinds, except }, SUGGESTED_MAX);
  const pages = kind === '' ? (await findPages(view, text)).slice(0, PAGES_SUGGESTED_MAX) : [];
  const asPages = pages.map((page) => ({ ...page, detail: page.detail || t('search.page') }));
  // Other places say it once, above all of them.
  const similar = items[0]?.near ? [t('entities.similar')] : [];
  const found = hitsOf(view, items, kinds).map((hit) => ({
    ...hit,
    detail: [...similar, hit.detail].filter(Boolean).join(' · '),
  }));
  const options = [...asPages, ...found];
  const status =
    options.length === 0 ? t('entities.nothing') : t('entities.found', { count: options.length });
  return c.json({ options, said: status }, 200, NO_STORE);
});
