/**
 * Extracts the separately protected parts of an item: pictures, graphics, logos, sounds and films, each from
 * its association, or the item itself if it is one. Other items (texts, packages, events) are only named, and
 * have their own id.
 */
import { derivedId } from '../../platform/ids.ts';
import type { ComponentType } from '../../rights/terms.ts';
import type { Component, ItemType } from '../model.ts';
import { defined } from './defined.ts';
import type { Key } from './fault.ts';
import type { WireRights } from './item.ts';
import type { NinjsAssociation, NinjsItem, NinjsRendition } from './schema.ts';
import { captionOf, creditOf, mainHeadline, plainDescriptions } from './texts.ts';

export interface InlineMedia {
  component: string;
  type: ComponentType;
  /** JSON pointer of the href in the submitted document. */
  path: string;
  href: string;
  /** Pixels, as the newsroom states them. */
  width?: number;
  height?: number;
}

/** A part that the newsroom cancels or withholds in its association in this item. */
export interface StoppedPart {
  uri: string;
  /** JSON pointer of its `pubStatus` in the submitted document. */
  path: string;
  pubStatus: 'canceled' | 'withheld';
}

interface ItemParts {
  components: Component[];
  media: InlineMedia[];
  rights: WireRights[];
  stopped: StoppedPart[];
}

interface Owner {
  id: string;
  type: ItemType;
  /** Name of the agency, to distinguish its own material from that of suppliers. */
  agency?: string | undefined;
  origin: (keys: readonly Key[]) => string;
}

export function componentsOf(ninjs: NinjsItem, owner: Owner): ItemParts {
  const parts: ItemParts = { components: [], media: [], rights: [], stopped: [] };
  const defaultHolder = ninjs.copyrightHolder ?? owner.agency;
  const mediaKind = mediaType(owner.type);
  if (mediaKind) {
    const logo = mediaKind !== 'audio' && mediaKind !== 'video' && isLogo('', ninjs);
    const id = derivedId('cmp', owner.id, 'main');
    addComponent(parts, {
      id,
      name: 'main',
      type: logo ? 'logo' : mediaKind,
      source: ninjs,
      defaultHolder: owner.agency,
      itemScope: true,
      origin: owner.origin,
    });
  }
  const takenIds = new Set<string>();
  ((ninjs.associations ?? []) as NinjsAssociation[]).forEach((association, index) => {
    const type = componentType(association);
    // The same picture twice is one component; under another name it is another use.
    const id = idOf(owner.id, association, takenIds);
    if (!type || !id) return;
    const origin = (keys: readonly Key[]) => owner.origin(['associations', index, ...keys]);
    const { uri, pubStatus = 'usable' } = association;
    // Omitted from this version only: a kill is final, and only the picture's own item can state it.
    if (pubStatus !== 'usable') {
      parts.stopped.push({ uri, path: origin(['pubStatus']), pubStatus });
      return;
    }
    addComponent(parts, {
      id,
      name: association.name,
      type,
      source: association,
      defaultHolder,
      itemScope: false,
      origin,
    });
  });
  return parts;
}

/**
 * The id depends on the uri and not on the position, so the desk's restriction of a picture stays with the
 * picture.
 */
export function associatedComponent(item: string, uri: string): string {
  return derivedId('cmp', item, 'association', uri);
}

function idOf(item: string, { uri, name }: NinjsAssociation, takenIds: Set<string>): string | null {
  for (const id of [associatedComponent(item, uri), derivedId('cmp', item, 'association', uri, name)]) {
    if (takenIds.has(id)) continue;
    takenIds.add(id);
    return id;
  }
  return null;
}

const MEDIA: Record<string, ComponentType> = {
  picture: 'photograph',
  graphic: 'graphic',
  audio: 'audio',
  video: 'video',
};

function mediaType(type: string | undefined): ComponentType | null {
  return (type !== undefined && Object.hasOwn(MEDIA, type) && MEDIA[type]) || null;
}

/** Whether an item of this type is a part of what contains it. Other items are only named there. */
export const isMediaType = (type: string): boolean => mediaType(type) !== null;

/** Without a type (or as `component`), the renditions decide. Null: no medium but a linked item. */
function componentType(association: NinjsAssociation): ComponentType | null {
  const { type, renditions, name } = association;
  const mediaKind =
    type === undefined || type === 'component' ? typeFromRenditions(renditions ?? []) : mediaType(type);
  const logo = isLogo(name, association);
  if (logo && (mediaKind === 'photograph' || mediaKind === 'graphic' || type === undefined)) return 'logo';
  return mediaKind;
}

function typeFromRenditions(renditions: readonly NinjsRendition[]): ComponentType | null {
  for (const { contentType = '', href = '' } of renditions) {
    const kind = /^(?:data:)?(image|audio|video)\//iu.exec(contentType || href)?.[1]?.toLowerCase();
    if (kind) return kind === 'image' ? 'photograph' : kind === 'audio' ? 'audio' : 'video';
  }
  return null;
}

const LOGO_NAME = /^logo(?:$|[^\p{L}])/iu;
const LOGO_CODE = /(?:^|[/:#\s])(?:logo|logotype)$/iu;

/** ninjs has no type for logos: the name, a genre or a subject says so. */
function isLogo(name: string, { genres, subjects }: Pick<NinjsItem, 'genres' | 'subjects'>): boolean {
  const codes = [...(genres ?? []), ...(subjects ?? [])].flatMap((term) => [
    term.uri,
    term.literal,
    term.name,
  ]);
  return LOGO_NAME.test(name) || codes.some((code) => code !== undefined && LOGO_CODE.test(code));
}

interface ComponentSource {
  id: string;
  name: string;
  type: ComponentType;
  source: NinjsItem | NinjsAssociation;
  defaultHolder: string | undefined;
  /** True if the item is this component: its usage terms are the item's own restriction. */
  itemScope: boolean;
  origin: (keys: readonly Key[]) => string;
}

function addComponent(
  parts: ItemParts,
  { id, name, type, source, defaultHolder, itemScope, origin }: ComponentSource,
): void {
  const usageTerms = itemScope ? '' : (source.usageTerms ?? '');
  parts.components.push({
    id,
    type,
    name,
    uri: source.uri,
    ninjs: itemScope ? {} : descriptionFields(source),
    ...defined({
      version: source.version,
      headline: mainHeadline(source.headlines, source.title),
      caption: captionOf(source.descriptions),
      byline: source.by || undefined,
      credit: creditOf(source.descriptions),
      supplier: supplierOf(source.copyrightHolder, defaultHolder),
      usageTerms: usageTerms || undefined,
    }),
  });
  const inline = inlineRendition(source.renditions ?? []);
  if (inline)
    parts.media.push({
      component: id,
      type,
      path: origin(['renditions', inline.index, 'href']),
      href: inline.href,
      ...defined({ width: inline.width, height: inline.height }),
    });
  const encoded = itemScope
    ? undefined
    : (source.rightsInfo?.encodedRights ?? source.rightsInfo?.linkedRights);
  const text = sentences(usageTerms, restrictionsIn(source.edNote));
  if (text !== '' || encoded)
    parts.rights.push({
      scope: { kind: 'component', component: id },
      text,
      ...(encoded && { encodedRights: encoded }),
    });
}

/**
 * Wires put restrictions of pictures into their special instructions ("TURKEY OUT"): the desk reads those.
 */
const RESTRICTS = /\b(?:OUT|ONLY|MANDATORY|NO [A-Z]{3,}|EMBARGO(?:ED)?|NOT FOR)\b/u;

export function restrictionsIn(edNote: string | undefined): string {
  return edNote !== undefined && RESTRICTS.test(edNote) ? edNote : '';
}

function sentences(...texts: string[]): string {
  const nonEmpty = texts.map((text) => text.trim()).filter((text) => text !== '');
  return nonEmpty
    .map((text, index) => (index < nonEmpty.length - 1 && !/[.!?]$/u.test(text) ? `${text}.` : text))
    .join(' ');
}

function supplierOf(holder: string | undefined, defaultHolder: string | undefined): string | undefined {
  const isDefault = (holder ?? '').trim().toLowerCase() === (defaultHolder ?? '').trim().toLowerCase();
  return holder?.trim() && !isDefault ? holder.trim() : undefined;
}

/** The largest rendition with inline bytes, and its index among all renditions. */
function inlineRendition(renditions: readonly NinjsRendition[]) {
  return renditions
    .map(({ href = '', width, height }, index) => ({ href, width, height, index }))
    .filter(({ href }) => /^data:/iu.test(href))
    .toSorted((a, b) => b.href.length - a.href.length)[0];
}

/** Fields that the gateway sets itself, or handles elsewhere. */
const NOT_DESCRIPTION = new Set([
  'standard',
  'bodies',
  'associations',
  'renditions',
  'rightsInfo',
  'usageTerms',
  'descriptions',
  'pubStatus',
  'embargoedUntil',
  'trustIndicators',
]);

function descriptionFields(source: NinjsItem | NinjsAssociation): Record<string, unknown> {
  const fields = Object.entries(source).filter(
    ([name, value]) => !NOT_DESCRIPTION.has(name) && value !== undefined,
  );
  const descriptions = plainDescriptions(source.descriptions ?? []);
  const headlines = source.headlines && plainDescriptions(source.headlines);
  return {
    ...Object.fromEntries(fields),
    ...(descriptions.length > 0 && { descriptions }),
    ...(headlines && { headlines }),
  };
}

/** Distinct URIs at any depth. The bound on JSON bounds the depth. */
export function linksOf(associations: readonly unknown[]): string[] {
  const uris = new Set<string>();
  const collect = (list: readonly unknown[]) => {
    for (const association of list as readonly NinjsAssociation[]) {
      uris.add(association.uri);
      collect(association.associations ?? []);
    }
  };
  collect(associations);
  return [...uris];
}
