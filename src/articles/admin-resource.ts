/** Converts an item to the resource that the desk reads. Pure. */
import { derivedId } from '../platform/ids.ts';
import { printScope } from '../restrictions/scope.ts';
import type { RestrictionScope } from '../rights/types.ts';
import type { ArticleSnapshot } from './catalogue.ts';
import type { Component, ItemVersion } from './model.ts';
import type { VersionLine } from './store.ts';

const instant = (ms: number) => new Date(ms).toISOString();

export function summaryOf({ id, uri, version, sections, components }: ItemVersion) {
  return {
    id,
    uri,
    version,
    sections,
    components: components.map(({ id: part, type }) => ({ id: part, type })),
  };
}

/** Ids of components that await review: all of them if a text about the whole item does. */
export function unreviewedOf({
  item,
  restrictions,
}: Pick<ArticleSnapshot, 'item' | 'restrictions'>): string[] {
  const unreviewedScopes: RestrictionScope[] = restrictions
    .filter(({ reviewed }) => !reviewed)
    .map(({ scope }) => scope);
  const isWholeItem = unreviewedScopes.some(({ kind }) => kind === 'item');
  const componentIds = new Set(
    unreviewedScopes.flatMap((scope) => (scope.kind === 'component' ? [scope.component] : [])),
  );
  return item.components.filter(({ id }) => isWholeItem || componentIds.has(id)).map(({ id }) => id);
}

export function articleResource(
  { item, restrictions }: Pick<ArticleSnapshot, 'item' | 'restrictions'>,
  versions: (Omit<VersionLine, 'operator'> & { operator: string | null })[],
  products: { id: string; name: string }[],
) {
  const { type, pubStatus, changeType, headline, language, embargoedUntil, notice, substitute, extra } = item;
  const { members = [] } = item;
  return {
    ...summaryOf(item),
    type,
    pubStatus,
    changeType,
    versionCreated: instant(item.versionCreated),
    ...(headline !== undefined && { headline }),
    ...(language !== undefined && { language }),
    ...(embargoedUntil !== undefined && { embargoedUntil: instant(embargoedUntil) }),
    ...(notice !== undefined && { notice }),
    ...(substitute !== undefined && { substitute }),
    ...(extra && { extra }),
    hasText: item.blocks.length > 0,
    components: item.components.map(componentResource),
    ...(members.length > 0 && {
      members: members.map(({ uri }) => ({ id: derivedId('itm', uri), uri })),
    }),
    restrictions: restrictions.map(({ id, version, scope, text, reviewed }) => ({
      id,
      version,
      scope: printScope(scope),
      ...(text !== undefined && { text }),
      reviewed,
    })),
    unreviewed: unreviewedOf({ item, restrictions }),
    products,
    versions: versions.map(({ version, version_created_ms, change_type, change, at, operator }) => ({
      version,
      versionCreated: instant(version_created_ms),
      changeType: change_type,
      change,
      at,
      operator,
    })),
  };
}

function componentResource({
  id,
  type,
  name,
  uri,
  version,
  headline,
  caption,
  byline,
  supplier,
  usageTerms,
  digest,
  content,
  stopped,
  embargoedUntil,
}: Component) {
  return {
    id,
    type,
    name,
    uri,
    ...(version !== undefined && { version }),
    ...(headline !== undefined && { headline }),
    ...(caption !== undefined && { caption }),
    ...(byline !== undefined && { byline }),
    ...(supplier !== undefined && { supplier }),
    ...(usageTerms !== undefined && { usageTerms }),
    ...(digest !== undefined && { digest }),
    ...(content && { content: { contentType: content.contentType, bytes: content.bytes } }),
    ...(stopped && { stopped }),
    ...(embargoedUntil !== undefined && { embargoedUntil: instant(embargoedUntil) }),
  };
}
