/** Kinds of things that have a name, and the roles that may read it. Pure. */
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
};

/** By the prefix of the id; undefined: no id of a thing with a name. */
export function entityKindOf(id: string): EntityKind | undefined {
  return /^[a-z]{3}_\w+$/.test(id) ? BY_PREFIX[id.slice(0, 3)] : undefined;
}

const NEWSROOM: EntityKind[] = ['article', 'component'];
const OF_AUDITORS: EntityKind[] = ['hold'];
const NOT_SEARCHED: EntityKind[] = ['statement', 'hold', 'finding'];

/** Names say what a list or a log of the role shows by its id: legal holds are the auditors' alone. */
export function readableKinds(role: Role): EntityKind[] {
  if (role === 'ingest') return NEWSROOM;
  return ENTITY_KINDS.filter((kind) => role === 'auditor' || !OF_AUDITORS.includes(kind));
}

/** Kinds that are found by words. Operators are searched by those who manage them or audit what they do. */
export function searchableKinds(role: Role): EntityKind[] {
  const isHidden = (kind: EntityKind) => kind === 'operator' && role === 'desk';
  return readableKinds(role).filter((kind) => !NOT_SEARCHED.includes(kind) && !isHidden(kind));
}
