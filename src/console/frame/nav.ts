/** Navigation and the roles for each entry. It only hides what the API would refuse. */
import { admittedRoles, type Role } from '../../access/roles.ts';
import type { MessageKey } from './message-keys.ts';

export interface NavItem {
  href: string;
  label: MessageKey;
  roles: Role[];
  /** Roles that may only view the list and its detail pages. */
  readers?: Role[];
}

export interface Group {
  label: MessageKey;
  /** Label for auditors, who have more of the group's pages. */
  auditorLabel?: MessageKey;
  items: NavItem[];
}

/** Prefix of every path; it has no subpages. */
const OVERVIEW = '/console';

export const NAV: Group[] = [
  {
    label: 'nav.desk',
    items: [
      { href: OVERVIEW, label: 'nav.overview', roles: ['desk', 'auditor'] },
      { href: '/console/partners', label: 'nav.partners', roles: ['desk'], readers: ['auditor'] },
      { href: '/console/products', label: 'nav.products', roles: ['desk'] },
      { href: '/console/licenses', label: 'nav.licenses', roles: ['desk'], readers: ['auditor'] },
      { href: '/console/keys', label: 'nav.keys', roles: ['desk'] },
      { href: '/console/articles', label: 'nav.articles', roles: ['desk', 'ingest'], readers: ['auditor'] },
      { href: '/console/recalls', label: 'nav.recalls', roles: ['desk'], readers: ['auditor'] },
      { href: '/console/restrictions', label: 'nav.restrictions', roles: ['desk'] },
      { href: '/console/decisions', label: 'nav.decisions', roles: ['desk'] },
    ],
  },
  {
    label: 'nav.deliveries_group',
    auditorLabel: 'nav.audit',
    items: [
      { href: '/console/deliveries', label: 'nav.deliveries', roles: ['auditor'], readers: ['desk'] },
      { href: '/console/reports/usage', label: 'nav.usage', roles: ['auditor', 'desk'] },
      { href: '/console/reports', label: 'nav.reports', roles: ['auditor'] },
      { href: '/console/statements', label: 'nav.statements', roles: ['auditor', 'desk'] },
      { href: '/console/exports', label: 'nav.exports', roles: ['auditor'] },
      { href: '/console/replay', label: 'nav.replay', roles: ['auditor', 'desk'] },
      { href: '/console/findings', label: 'nav.findings', roles: ['auditor', 'desk'] },
      { href: '/console/log', label: 'nav.log', roles: ['auditor'] },
      { href: '/console/actions', label: 'nav.actions', roles: ['auditor'] },
      { href: '/console/retention', label: 'nav.retention', roles: ['auditor'] },
    ],
  },
  {
    label: 'nav.gateway',
    items: [
      { href: '/console/operators', label: 'nav.operators', roles: ['owner'] },
      { href: '/console/health', label: 'nav.health', roles: ['desk', 'auditor'] },
    ],
  },
];

/** Read-only subpages: detail, versions, holders, recall, closure. */
const READ_ONLY_PATHS = /^(\/(?!new$)[^/]+(\/(versions|holders|recall|closure))?)?$/;

/** The desk reads statements; only auditors close and correct them. */
const AUDITORS_PATHS = /^\/console\/statements\/(close(-all)?|[^/]+\/adjust)$/;

/** Undefined if no entry covers the path; any signed-in role may then open it. */
export function rolesAt(path: string): Role[] | undefined {
  if (AUDITORS_PATHS.test(path)) return ['auditor'];
  const item = navItemOf(path);
  if (!item) return undefined;
  const { href, roles, readers = [] } = item;
  return admittedRoles(READ_ONLY_PATHS.test(path.slice(href.length)) ? [...roles, ...readers] : roles);
}

/** The entry with the longest matching prefix. */
export function navItemOf(path: string): NavItem | undefined {
  return NAV.flatMap(({ items }) => items)
    .filter(({ href }) => path === href || (href !== OVERVIEW && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
