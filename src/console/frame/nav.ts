/** Where one can go, and which roles may. The API decides again what each may see; this only hides what would be refused. */
import { admittedRoles, type Role } from '../../access/roles.ts';
import type { MessageKey } from './message-keys.ts';

export interface Place {
  href: string;
  label: MessageKey;
  roles: Role[];
  /** Roles that may see the list and the page of one thing, and do nothing with it. */
  readers?: Role[];
}

export interface Group {
  label: MessageKey;
  places: Place[];
}

const everyone: Role[] = ['desk', 'ingest', 'auditor'];

/** Every path begins with it; it has no pages below. */
const OVERVIEW = '/console';

export const NAV: Group[] = [
  {
    label: 'nav.desk',
    places: [
      { href: OVERVIEW, label: 'nav.overview', roles: everyone },
      { href: '/console/partners', label: 'nav.partners', roles: ['desk'], readers: ['auditor'] },
      { href: '/console/products', label: 'nav.products', roles: ['desk'] },
      { href: '/console/licenses', label: 'nav.licenses', roles: ['desk'], readers: ['auditor'] },
      { href: '/console/keys', label: 'nav.keys', roles: ['desk'] },
      { href: '/console/articles', label: 'nav.articles', roles: ['desk', 'ingest'], readers: ['auditor'] },
      { href: '/console/restrictions', label: 'nav.restrictions', roles: ['desk'] },
      { href: '/console/decisions', label: 'nav.decisions', roles: ['desk'] },
    ],
  },
  {
    label: 'nav.audit',
    places: [
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
    places: [
      { href: '/console/operators', label: 'nav.operators', roles: ['owner'] },
      { href: '/console/health', label: 'nav.health', roles: ['desk', 'auditor'] },
    ],
  },
];

/** Below a place, a page that only shows: of one thing, its versions, who has it. */
const READING = /^(\/(?!new$)[^/]+(\/(versions|holders))?)?$/;

/** Undefined: the path belongs to no place, and is for everyone who has signed in. */
export function rolesAt(path: string): Role[] | undefined {
  const place = placeOf(path);
  if (!place) return undefined;
  const { href, roles, readers = [] } = place;
  return admittedRoles(READING.test(path.slice(href.length)) ? [...roles, ...readers] : roles);
}

/** The place that a path belongs to: the longest that it begins with. */
export function placeOf(path: string): Place | undefined {
  return NAV.flatMap(({ places }) => places)
    .filter(({ href }) => path === href || (href !== OVERVIEW && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
