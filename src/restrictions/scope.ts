/** Parses and prints scopes: `agency`, `section:<name>`, an item id or a component id. Pure. */
import { faultOfLine } from '../platform/clean-text.ts';
import { derivedId } from '../platform/ids.ts';
import type { RestrictionScope } from '../rights/types.ts';
import { SECTION_CHARS_MAX } from './limits.ts';

const ITEM = /^itm_[0-9a-f]{32}$/;
const COMPONENT = /^cmp_[0-9a-f]{32}$/;
const SECTION = 'section:';

/** Null: `text` is no scope. Does not check that the item or component exists. */
export function parseScope(text: string): RestrictionScope | null {
  if (text === 'agency') return { kind: 'agency' };
  if (ITEM.test(text)) return { kind: 'item', item: text };
  if (COMPONENT.test(text)) return { kind: 'component', component: text };
  if (!text.startsWith(SECTION)) return null;
  const section = text.slice(SECTION.length);
  const usable = section.trim() === section && section.length > 0 && section.length <= SECTION_CHARS_MAX;
  return usable && faultOfLine(section) === null ? { kind: 'section', section } : null;
}

/** Component of an article's text. */
export const dispatchComponent = (item: string) => derivedId('cmp', item, 'dispatch');

export function printScope(scope: RestrictionScope): string {
  return scope.kind === 'section' ? `${SECTION}${scope.section}` : scopeId(scope) || scope.kind;
}

/** The stored id of a scope: '' for the agency. */
export function scopeId(scope: RestrictionScope): string {
  switch (scope.kind) {
    case 'agency':
      return '';
    case 'section':
      return scope.section;
    case 'item':
      return scope.item;
    case 'component':
      return scope.component;
  }
}

/** Inverse of `kind` and `scopeId`. */
export function scopeOf(kind: RestrictionScope['kind'], id: string): RestrictionScope {
  switch (kind) {
    case 'agency':
      return { kind };
    case 'section':
      return { kind, section: id };
    case 'item':
      return { kind, item: id };
    case 'component':
      return { kind, component: id };
  }
}
