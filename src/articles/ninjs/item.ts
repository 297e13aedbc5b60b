/** Converts a checked ninjs 3.1 item to the model. Pure. */
import { derivedId } from '../../platform/ids.ts';
import { dispatchComponent } from '../../restrictions/scope.ts';
import type { RestrictionScope } from '../../rights/types.ts';
import type { Component, ItemType, ItemVersion } from '../model.ts';
import { componentsOf, type InlineMedia, isMediaType, linksOf, type StoppedPart } from './components.ts';
import { defined } from './defined.ts';
import type { Fault, Key } from './fault.ts';
import type { Result } from './parse.ts';
import { instantOf } from './scalars.ts';
import type { NinjsItem } from './schema.ts';
import { bestBody, mainHeadline, otherHeadlines, plainDescriptions } from './texts.ts';

/** Texts and policies of the item, each with its scope. */
export interface WireRights {
  scope: Extract<RestrictionScope, { kind: 'item' | 'component' }>;
  text: string;
  encodedRights?: string;
}

export interface ParsedItem {
  /** Without fields that only the catalogue knows: sequence and type of change. */
  item: Omit<ItemVersion, 'seq' | 'changeType'>;
  /** False: the newsroom gave no number, and `version` is a first guess. */
  numbered: boolean;
  /** False: the newsroom gave no time, and `versionCreated` is `now`. */
  dated: boolean;
  media: InlineMedia[];
  /** URIs of all items that this one contains or names, at any depth. */
  links: string[];
  rights: WireRights[];
  /** Parts that it names but omits. */
  stopped: StoppedPart[];
  /** JSON pointers of unknown fields. */
  extra: string[];
  /** The newsroom's type of this change, if its format has one. */
  change?: 'update' | 'correction';
}

export interface ParseContext {
  sections: string[];
  now: number;
  agency?: string | undefined;
  extra: Record<string, unknown>;
  origin: (keys: readonly Key[]) => string;
}

export function itemOf(ninjs: NinjsItem, context: ParseContext): Result<ParsedItem, Fault[]> {
  const body = bestBody(ninjs.bodies ?? []);
  if (!body.ok)
    return {
      ok: false,
      reason: [
        {
          path: context.origin(['bodies', body.body, 'value']),
          message: 'The body has more blocks than any story',
        },
      ],
    };
  const id = derivedId('itm', ninjs.uri);
  const type = typeOf(ninjs);
  const headline = mainHeadline(ninjs.headlines, ninjs.title);
  const { components, media, rights, stopped } = componentsOf(ninjs, {
    id,
    type,
    agency: context.agency,
    origin: context.origin,
  });
  const blocks = body.blocks.length > 0 || isMediaType(type) ? body.blocks : leadOf(ninjs);
  if (!isMediaType(type) || blocks.length > 0) components.unshift(dispatchOf(id, ninjs, headline));
  const item: ParsedItem['item'] = {
    id,
    uri: ninjs.uri,
    version: ninjs.version ?? '1',
    type,
    pubStatus: ninjs.pubStatus ?? 'usable',
    versionCreated: instant(ninjs.versionCreated) ?? context.now,
    sections: context.sections,
    subjects: subjectsOf(ninjs),
    blocks,
    components,
    members: membersOf(ninjs, components),
    ninjs: restOf(ninjs, headline),
    ...defined({
      embargoedUntil: latestEmbargo(ninjs),
      firstCreated: instant(ninjs.firstCreated),
      language: ninjs.language || undefined,
      headline,
      byline: ninjs.by || undefined,
      located: ninjs.located || undefined,
      slugline: ninjs.slugline || undefined,
      urgency: ninjs.urgency,
      copyrightHolder: ninjs.copyrightHolder || undefined,
      copyrightNotice: ninjs.copyrightNotice || undefined,
      usageTerms: ninjs.usageTerms || undefined,
      edNote: ninjs.edNote || undefined,
    }),
    ...(Object.keys(context.extra).length > 0 && { extra: context.extra }),
  };
  return {
    ok: true,
    value: {
      item,
      numbered: ninjs.version !== undefined,
      dated: ninjs.versionCreated !== undefined,
      media,
      links: linksOf(ninjs.associations ?? []),
      rights: [...itemRights(id, ninjs), ...rights],
      stopped,
      extra: Object.keys(context.extra),
    },
  };
}

/** Type of an item without one, by its content. `component` (ninjs) is no type of a delivered item. */
function typeOf(ninjs: NinjsItem): ItemType {
  if (ninjs.type && ninjs.type !== 'component') return ninjs.type;
  if (ninjs.bodies?.length) return 'text';
  if (ninjs.eventDetails) return 'event';
  if (ninjs.plannedCoverage) return 'planning';
  const contentTypes = (ninjs.renditions ?? []).map(({ contentType }) => contentType ?? '');
  if (contentTypes.some((contentType) => contentType.startsWith('video/'))) return 'video';
  if (contentTypes.some((contentType) => contentType.startsWith('audio/'))) return 'audio';
  if (ninjs.renditions?.length) return 'picture';
  return ninjs.associations?.length && !ninjs.headlines ? 'composite' : 'text';
}

/** Some bulletins have only a description: then it is the text. */
function leadOf(ninjs: NinjsItem) {
  const body = bestBody(
    (ninjs.descriptions ?? []).filter(({ role }) => !/credit|byline|writer/iu.test(role ?? '')),
  );
  return body.ok ? body.blocks : [];
}

function membersOf(ninjs: NinjsItem, components: Component[]): { name: string; uri: string }[] {
  const parts = new Set(components.map(({ uri }) => uri));
  const associations = (ninjs.associations ?? []) as { name: string; uri: string }[];
  return associations.filter(({ uri }) => !parts.has(uri)).map(({ name, uri }) => ({ name, uri }));
}

function dispatchOf(item: string, ninjs: NinjsItem, headline: string | undefined): Component {
  return {
    id: dispatchComponent(item),
    type: 'dispatch',
    name: 'dispatch',
    uri: ninjs.uri,
    ninjs: {},
    ...defined({ version: ninjs.version, headline, byline: ninjs.by || undefined }),
  };
}

/** Distinct codes by which products may select. */
function subjectsOf(ninjs: NinjsItem): string[] {
  const codes = (ninjs.subjects ?? []).flatMap(({ uri, literal, name }) => [
    uri,
    literal,
    uri || literal ? undefined : name,
  ]);
  return [...new Set(codes.filter((code): code is string => code !== undefined && code !== ''))];
}

/** The item's terms hold for all of its parts. */
function itemRights(id: string, ninjs: NinjsItem): WireRights[] {
  const encoded = ninjs.rightsInfo?.encodedRights ?? ninjs.rightsInfo?.linkedRights;
  const text = ninjs.usageTerms ?? '';
  if (text.trim() === '' && !encoded) return [];
  return [{ scope: { kind: 'item', item: id }, text, ...(encoded && { encodedRights: encoded }) }];
}

/** Fields that the model has itself, or that only the gateway sets. */
const OWN_FIELDS = new Set([
  'standard',
  'uri',
  'type',
  'version',
  'firstCreated',
  'versionCreated',
  'embargoedUntil',
  'pubStatus',
  'urgency',
  'copyrightHolder',
  'copyrightNotice',
  'usageTerms',
  'edNote',
  'language',
  'bodies',
  'headlines',
  'by',
  'slugline',
  'located',
  'renditions',
  'associations',
  'rightsInfo',
  'descriptions',
]);

function restOf(ninjs: NinjsItem, headline: string | undefined): Record<string, unknown> {
  const rest = Object.entries(ninjs).filter(([name, value]) => !OWN_FIELDS.has(name) && value !== undefined);
  const descriptions = plainDescriptions(ninjs.descriptions ?? []);
  const headlines = otherHeadlines(ninjs.headlines ?? [], headline);
  return {
    ...Object.fromEntries(rest),
    ...(descriptions.length > 0 && { descriptions }),
    ...(headlines.length > 0 && { headlines }),
  };
}

/** A package is delivered as a whole, so the latest embargo of the item and its parts holds. */
function latestEmbargo({ embargoedUntil, associations }: NinjsItem): number | undefined {
  const parts = (associations ?? []) as { embargoedUntil?: string }[];
  const instants = [embargoedUntil, ...parts.map((part) => part.embargoedUntil)].map(instant);
  const embargoes = instants.filter((ms) => ms !== undefined);
  return embargoes.length > 0 ? Math.max(...embargoes) : undefined;
}

function instant(text: string | undefined): number | undefined {
  return text === undefined ? undefined : (instantOf(text) ?? undefined);
}
