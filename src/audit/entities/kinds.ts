/** Kinds of resources that have a name, and the roles that may read it. Pure. */
import type { Role } from '../../access/roles.ts';

export const ENTITY_KINDS = [
  'partner',
  'title',
  'license',
  'key',
  'product',
  'article',
  'component',
  'restriction',
  'phrase',
  'operator',
  'statement',
  'hold',
  'finding',
  'recall',
] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

const BY_PREFIX: Record<string, EntityKind> = {
  par: 'partner',
  lic: 'license',
  key: 'key',
  prd: 'product',
  itm: 'article',
  cmp: 'component',
  rst: 'restriction',
  phr: 'phrase',
  opr: 'operator',
  stm: 'statement',
  hld: 'hold',
  fnd: 'finding',
  rcl: 'recall',
};

/** Kind by the prefix of the id; undefined if there is none. */
export function entityKindOf(id: string): EntityKind | undefined {
  return /^[a-z]{3}_\w+$/.test(id) ? BY_PREFIX[id.slice(0, 3)] : undefined;
}

const NEWSROOM: EntityKind[] = ['article', 'component'];
const OF_AUDITORS: EntityKind[] = ['hold'];
const NOT_SEARCHED: EntityKind[] = ['statement', 'hold', 'finding', 'recall'];

/** Names of the ids that lists show to the role. Only auditors see legal holds. */
export function readableKinds(role: Role): EntityKind[] {
  if (role === 'ingest') return NEWSROOM;
  return ENTITY_KINDS.filter((kind) => role === 'auditor' || !OF_AUDITORS.includes(kind));
}

/** Kinds that can be searched by name. Operators are searchable for roles that manage or audit them. */
export function searchableKinds(role: Role): EntityKind[] {
  const isHidden = (kind: EntityKind) => kind === 'operator' && role === 'desk';
  return readableKinds(role).filter((kind) => !NOT_SEARCHED.includes(kind) && !isHidden(kind));
}
