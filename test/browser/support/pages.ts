/**
 * Every page that the gateway has, public and console, in one list. Each is tried by support/every-page.ts
 * (both schemes, 360 pixels, every wrong role, hostile text) and is drawn by `npm run screenshots`;
 * test/console/page-list.runtime.test.ts fails for a page of the router that stands neither here nor among
 * `NO_PAGES`. Data only: it is read inside the worker's runtime, too.
 */
import type { Role } from '../../../src/access/roles.ts';

/** What pages are about: ids in a newsroom, the sample's or the hostile one. */
export interface SampleIds {
  product: string;
  partner: string;
  license: string;
  /** An API key. */
  key: string;
  /** An article with a photograph. */
  article: string;
  photograph: string;
  restriction: string;
  /** One that the desk has taught. */
  phrase: string;
  /** An operator, not the one who looks. */
  operator: string;
  /** Log entries: a delivery, and a refusal. */
  delivery: string;
  refusal: string;
  /** The receipt of the delivery. */
  receipt: string;
  /** Of the license: the statement of a month, a legal hold, and a finding about what was published. */
  statement: string;
  hold: string;
  finding: string;
  /** A kill that the partner has refused: of an article that it received and published. */
  recall: string;
}

export interface ListedPage {
  /** As the router has it. */
  route: string;
  /**
   * What its pictures are called, `NAME-light.png`: lower case, hyphens. One route may be listed by several
   * names.
   */
  name: string;
  /** Who may open it, owners among them. Absent: anyone, without signing in. */
  roles?: Role[];
  path(ids: SampleIds): string;
}

const DESK: Role[] = ['owner', 'desk'];
const NEWSROOM: Role[] = ['owner', 'desk', 'ingest'];
const OWNER: Role[] = ['owner'];
const AUDITOR: Role[] = ['auditor'];
const DESK_AND_AUDITOR: Role[] = ['owner', 'auditor', 'desk'];
const EVERYBODY: Role[] = ['owner', 'desk', 'ingest', 'auditor'];
/** As src/console/articles/actions.tsx has them. */
const ACTS = ['hold', 'release', 'embargo', 'lift', 'notice', 'kill'];
/** As src/console/reports/kinds.ts has them, and what each is about where it needs something. */
const REPORTS: Record<string, (ids: SampleIds) => string> = {
  usage: () => '',
  royalties: () => '',
  article: ({ article }) => `?article=${article}`,
  rules: () => '',
  activity: () => '',
  completeness: () => '',
  society: () => '',
  platform: ({ license }) => `?customer=${license}`,
  items: ({ license }) => `?customer=${license}`,
};

const open = (name: string, route: string): ListedPage => ({ name, route, path: () => route });

/** A page for those who have signed in. `of`: what `:id` is the id of. `query`: with its question mark. */
function closed(
  name: string,
  roles: Role[],
  route: string,
  of?: keyof SampleIds,
  query: (ids: SampleIds) => string = () => '',
): ListedPage {
  const path = (ids: SampleIds) => (of ? route.replace(':id', ids[of]) : route) + query(ids);
  return { name, roles, route, path };
}

export const PAGES: ListedPage[] = [
  open('start', '/'),
  open('verify', '/verify'),
  { route: '/verify', name: 'verify-receipt', path: ({ receipt }) => `/verify#${receipt}` },
  open('licensing', '/licensing'),
  open('docs', '/docs'),
  open('docs-agency', '/docs/agency'),
  open('guide', '/docs/guide'),
  { route: '/docs/guide/:chapter', name: 'guide-chapter', path: () => '/docs/guide/get-a-token' },
  open('problems', '/docs/problems'),

  closed('overview', EVERYBODY, '/console'),
  closed('search', EVERYBODY, '/console/search', undefined, () => '?q=harbor'),
  closed('health', DESK_AND_AUDITOR, '/console/health'),
  closed('why', DESK, '/console/decisions'),
  closed(
    'why-asked',
    DESK,
    '/console/decisions',
    undefined,
    ({ license, article }) => `?license=${license}&article=${article}&use=display&territory=JP`,
  ),
  closed('why-entry', DESK, '/console/decisions', undefined, ({ refusal }) => `?entry=${refusal}`),

  closed('partners', DESK_AND_AUDITOR, '/console/partners'),
  closed('partner-new', DESK, '/console/partners/new'),
  closed('partner', DESK_AND_AUDITOR, '/console/partners/:id', 'partner'),
  closed('partner-change', DESK, '/console/partners/:id/change', 'partner'),
  closed('partner-suspend', DESK, '/console/partners/:id/suspend', 'partner'),
  closed('partner-reactivate', DESK, '/console/partners/:id/reactivate', 'partner'),

  closed('products', DESK, '/console/products'),
  closed('product-new', DESK, '/console/products/new'),
  closed('product', DESK, '/console/products/:id', 'product'),
  closed('product-change', DESK, '/console/products/:id/change', 'product'),

  closed('licenses', DESK_AND_AUDITOR, '/console/licenses'),
  closed('license-new', DESK, '/console/licenses/new'),
  closed('license-terms', DESK, '/console/licenses/new', undefined, ({ partner }) => `?partner=${partner}`),
  closed('license', DESK_AND_AUDITOR, '/console/licenses/:id', 'license'),
  closed('license-versions', DESK_AND_AUDITOR, '/console/licenses/:id/versions', 'license'),
  closed('license-change', DESK, '/console/licenses/:id/change', 'license'),
  closed('license-renew', DESK, '/console/licenses/:id/renew', 'license'),
  closed('license-suspend', DESK, '/console/licenses/:id/suspend', 'license'),
  closed('license-reactivate', DESK, '/console/licenses/:id/reactivate', 'license'),
  closed('license-terminate', DESK, '/console/licenses/:id/terminate', 'license'),

  closed('keys', DESK, '/console/keys'),
  closed('key-new', DESK, '/console/keys/new'),
  closed('key', DESK, '/console/keys/:id', 'key'),
  closed('key-change', DESK, '/console/keys/:id/change', 'key'),
  closed('key-rotate', DESK, '/console/keys/:id/rotate', 'key'),
  closed('key-feed-address', DESK, '/console/keys/:id/feed-address', 'key'),
  closed('key-feed-address-revoke', DESK, '/console/keys/:id/feed-address/revoke', 'key'),
  closed('key-revoke', DESK, '/console/keys/:id/revoke', 'key'),

  closed('articles', EVERYBODY, '/console/articles'),
  closed('articles-found', EVERYBODY, '/console/articles', undefined, () => '?q=harbor&state=usable'),
  closed('article', EVERYBODY, '/console/articles/:id', 'article'),
  closed('article-look', NEWSROOM, '/console/articles/:id/look', 'article'),
  closed('article-look-ninjs', NEWSROOM, '/console/articles/:id/look', 'article', () => '?format=ninjs'),
  closed('article-compare', NEWSROOM, '/console/articles/:id/compare', 'article', () => '?from=1&to=1'),
  closed('article-holders', DESK_AND_AUDITOR, '/console/articles/:id/holders', 'article'),
  ...ACTS.map((act) => closed(`article-${act}`, DESK, `/console/articles/:id/${act}`, 'article')),

  closed('recalls', DESK_AND_AUDITOR, '/console/recalls'),
  closed('recall', DESK_AND_AUDITOR, '/console/recalls/:id', 'recall'),
  closed('recall-answer', DESK, '/console/recalls/:id/answer', 'recall'),
  closed('recall-close', DESK, '/console/recalls/:id/close', 'recall'),

  closed('restrictions', DESK, '/console/restrictions'),
  closed('restrictions-all', DESK, '/console/restrictions/all'),
  closed(
    'restriction-new',
    DESK,
    '/console/restrictions/new',
    undefined,
    ({ photograph }) => `?scope=${photograph}`,
  ),
  closed('restriction', DESK, '/console/restrictions/:id', 'restriction'),
  closed('restriction-correct', DESK, '/console/restrictions/:id/correct', 'restriction'),
  closed('restriction-policy', DESK, '/console/restrictions/:id/correct', 'restriction', () => '?by=policy'),
  closed('restriction-release', DESK, '/console/restrictions/:id/release', 'restriction'),
  closed('restriction-together', DESK, '/console/restrictions/:id/together', 'restriction'),
  closed('restriction-withdraw', DESK, '/console/restrictions/:id/withdraw', 'restriction'),
  closed('phrases', DESK, '/console/restrictions/phrases'),
  closed('phrase-new', DESK, '/console/restrictions/phrases/new'),
  closed('phrase-withdraw', DESK, '/console/restrictions/phrases/:id/withdraw', 'phrase'),

  closed('operators', OWNER, '/console/operators'),
  closed('operator-new', OWNER, '/console/operators/new'),
  closed('operator', OWNER, '/console/operators/:id', 'operator'),
  closed('operator-change', OWNER, '/console/operators/:id/change', 'operator'),
  closed('operator-suspend', OWNER, '/console/operators/:id/suspend', 'operator'),
  closed('operator-reactivate', OWNER, '/console/operators/:id/reactivate', 'operator'),
  closed('operator-rotate', OWNER, '/console/operators/:id/rotate', 'operator'),
  closed('operator-revoke', OWNER, '/console/operators/:id/revoke', 'operator'),
  closed('actions', AUDITOR, '/console/actions'),

  open('sign-in', '/console/sign-in'),
  closed('account', EVERYBODY, '/console/account'),

  closed('deliveries', DESK_AND_AUDITOR, '/console/deliveries'),
  closed('deliveries-charts', DESK_AND_AUDITOR, '/console/deliveries', undefined, () => '?charts'),
  closed('delivery', DESK_AND_AUDITOR, '/console/deliveries/:id', 'delivery'),
  closed('refusal', DESK_AND_AUDITOR, '/console/deliveries/:id', 'refusal'),
  closed('log', AUDITOR, '/console/log'),
  closed('log-license', AUDITOR, '/console/log', undefined, ({ license }) => `?log=${license}`),

  closed('reports', AUDITOR, '/console/reports'),
  ...Object.entries(REPORTS).map(([kind, query]) => ({
    name: `report-${kind}`,
    roles: kind === 'usage' ? DESK_AND_AUDITOR : AUDITOR,
    route: '/console/reports/:kind',
    path: (ids: SampleIds) => `/console/reports/${kind}${query(ids)}`,
  })),
  closed('statements', DESK_AND_AUDITOR, '/console/statements'),
  closed('statements-closed', DESK_AND_AUDITOR, '/console/statements/closed'),
  closed('statements-close-all', AUDITOR, '/console/statements/close-all'),
  closed('statement-close', AUDITOR, '/console/statements/close'),
  closed('statement', DESK_AND_AUDITOR, '/console/statements/:id', 'statement'),
  closed('statement-adjust', AUDITOR, '/console/statements/:id/adjust', 'statement'),
  closed('exports', AUDITOR, '/console/exports'),
  closed('replay', DESK_AND_AUDITOR, '/console/replay'),
  closed('replay-price', DESK_AND_AUDITOR, '/console/replay/price'),
  closed('findings', DESK_AND_AUDITOR, '/console/findings'),
  closed('finding', DESK_AND_AUDITOR, '/console/findings/:id', 'finding'),
  closed('retention', AUDITOR, '/console/retention'),
  closed('holds', AUDITOR, '/console/retention/holds'),
  closed('hold-new', AUDITOR, '/console/retention/holds/new'),
  closed('hold', AUDITOR, '/console/retention/holds/:id', 'hold'),
  closed('hold-release', AUDITOR, '/console/retention/holds/:id/release', 'hold'),
];

/** What the router answers to GET below `/console` that is no page: files, pictures, parts of pages. */
export const NO_PAGES: string[] = [
  '/console/find',
  '/console/sign-in/callback',
  '/console/sign-in/:provider',
  '/console/articles/:id/preview',
  '/console/articles/:id/recall',
  '/console/articles/:id/components/:component',
  '/console/deliveries/:id/proof',
  '/console/deliveries/:id/evidence',
  '/console/log/roots/:license',
  '/console/log/consistency/:log',
  '/console/reports/:kind/file',
  '/console/deliveries/file',
  '/console/findings/file',
  '/console/partners/file',
  '/console/licenses/file',
  '/console/keys/file',
  '/console/articles/file',
  '/console/recalls/file',
  '/console/recalls/:id/closure',
  '/console/restrictions/all/file',
  '/console/statements/closed/file',
  '/console/retention/holds/file',
  '/console/actions/file',
  '/console/statements/table',
  '/console/statements/:id/file',
  '/console/exports/log',
  '/console/exports/evidence',
];
