/** The console's pages as a bench asks for them, each as a role that has it. */
import { ROLES } from '../../src/access/roles.ts';

export type Role = (typeof ROLES)[number];

/** Something of some entry of the log: busy licenses come up as often as they are used. */
export interface Subject {
  entry: string;
  license: string;
  partner: string;
  key: string;
  article: string;
  headline: string;
  name: string;
  product: string;
  /** YYYY-MM. */
  month: string;
}

export interface Page {
  name: string;
  role: Role;
  /** Below /console. */
  path(of: Subject): string;
  /** Grows with the number of licenses. */
  many?: true;
}

const query = (path: string, of: Record<string, string>) => `${path}?${new URLSearchParams(of)}`;
const page = (name: string, role: Role, path: Page['path'], many?: true): Page => ({
  ...{ name, role, path },
  ...(many && { many }),
});

export const PAGES: Page[] = [
  // The newsroom begins with its articles.
  ...ROLES.filter((role) => role !== 'ingest').map((role) => page(`overview, ${role}`, role, () => '', true)),
  page('overview, top lists', 'desk', () => '?top=1'),
  page('partners', 'desk', () => '/partners', true),
  page('partners, found', 'desk', ({ name }) => query('/partners', { q: name }), true),
  page('partner', 'desk', ({ partner }) => `/partners/${partner}`),
  page('products', 'desk', () => '/products'),
  page('product', 'desk', ({ product }) => `/products/${product}`, true),
  page('licenses', 'desk', () => '/licenses', true),
  page('licenses, by end', 'desk', () => '/licenses?sort=ends&ending=over', true),
  page('licenses, found', 'desk', ({ name }) => query('/licenses', { q: name }), true),
  page('license', 'desk', ({ license }) => `/licenses/${license}`),
  page('license, edit', 'desk', ({ license }) => `/licenses/${license}/change`),
  page('keys', 'desk', () => '/keys', true),
  page('keys, found', 'desk', ({ name }) => query('/keys', { q: name }), true),
  page('key', 'desk', ({ key }) => `/keys/${key}`),
  page('articles', 'desk', () => '/articles'),
  page('articles, found', 'desk', ({ headline }) => query('/articles', { q: headline })),
  page('article', 'desk', ({ article }) => `/articles/${article}`),
  page('article, holders', 'desk', ({ article }) => `/articles/${article}/holders`),
  page('restrictions', 'desk', () => '/restrictions', true),
  page('restrictions, all', 'desk', () => '/restrictions?show=all'),
  page('search, a partner', 'desk', ({ name }) => query('/search', { q: name }), true),
  page('search, a headline', 'desk', ({ headline }) => query('/search', { q: headline }), true),
  page(
    'suggestions',
    'auditor',
    ({ name }) => query('/find', { q: name.slice(0, 4), kind: 'license' }),
    true,
  ),
  page('decision of an entry', 'desk', ({ entry }) => query('/decisions', { entry })),
  page('health', 'owner', () => '/health'),
  page('deliveries', 'auditor', () => '/deliveries?kind=delivery'),
  page('deliveries, charts', 'auditor', () => '/deliveries?charts=1', true),
  page('deliveries, last month', 'auditor', () => '/deliveries?range=last_month'),
  page('deliveries, license', 'auditor', ({ license }) => query('/deliveries', { license })),
  page('deliveries, license, charts', 'auditor', ({ license }) =>
    query('/deliveries', { license, charts: '1' }),
  ),
  page('deliveries, partner and article', 'auditor', ({ partner, article }) =>
    query('/deliveries', { partner, article }),
  ),
  page('deliveries, refused', 'auditor', () => '/deliveries?outcome=deny'),
  page('entry', 'auditor', ({ entry }) => `/deliveries/${entry}`),
  page('usage', 'auditor', ({ month }) => query('/reports/usage', { period: month }), true),
  page('usage, license', 'auditor', ({ license, month }) =>
    query('/reports/usage', { license, period: month }),
  ),
  page('royalties', 'auditor', ({ month }) => query('/reports/royalties', { period: month })),
  page('report of an article', 'auditor', ({ article }) => query('/reports/article', { article })),
  page('rules', 'auditor', ({ month }) => query('/reports/rules', { period: month })),
  page('activity', 'auditor', ({ month }) => query('/reports/activity', { period: month })),
  page('completeness', 'auditor', ({ month }) => query('/reports/completeness', { period: month })),
  page('COUNTER, partner', 'auditor', ({ partner, month }) =>
    query('/reports/platform', { customer: partner, period: month }),
  ),
  page('month-end grid', 'auditor', () => '/statements', true),
  page('month-end grid, found', 'auditor', ({ name }) => query('/statements', { q: name }), true),
  page('close a month, preview', 'auditor', () => '/statements/close-all', true),
  page('close a license, preview', 'auditor', ({ license }) => query('/statements/close', { license })),
  page('statements', 'auditor', () => '/statements/closed'),
  page('discrepancies', 'auditor', () => '/findings'),
  page('audit log', 'auditor', () => '/actions'),
  page('retention', 'auditor', () => '/retention'),
  page('log', 'auditor', () => '/log', true),
];
