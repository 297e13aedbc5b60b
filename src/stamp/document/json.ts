/**
 * Reads ninjs and JSON Feed as stories. Every body is checked, because readers of one do not see the others.
 * Pure.
 */
import type { Budget } from '../../platform/budget.ts';
import { sizeOfJson } from '../../platform/json-size.ts';
import { DOCUMENT_DEPTH_MAX } from '../limits.ts';
import { receiptsIn } from './anchors.ts';
import { type Body, paired, readVersions, type TitledBody } from './story-versions.ts';
import type { ReadResult, Story } from './types.ts';

type Json = Record<string, unknown>;

export function readJson(kind: 'ninjs' | 'json_feed', source: string, budget: Budget): ReadResult<Story[]> {
  const parsed = parseJson(source, budget);
  if (!parsed.ok) return parsed;
  const entries = kind === 'json_feed' ? list(parsed.value.items).filter(isObject) : [parsed.value];
  const stories: Story[] = [];
  for (const entry of entries) {
    const titled = kind === 'json_feed' ? titledInFeed(entry) : documentsIn(entry).flatMap(titledInNinjs);
    const versions = readVersions(titled, budget);
    if (!versions.ok) return versions;
    stories.push({ receipts: receiptsIn(JSON.stringify(entry), budget), versions: versions.value });
  }
  return { ok: true, value: stories };
}

/** JSON Feed 1.1: `title`, `content_html`, `content_text`. Only the first contains the full stamp. */
function titledInFeed({ title, content_html: html, content_text: text }: Json): TitledBody[] {
  return paired(stated([textOf(title)]), [
    ...(typeof html === 'string' ? [{ html, page: true }] : []),
    ...(typeof text === 'string' ? [{ text }] : []),
  ]);
}

/**
 * The document itself, and a ninjs document next to its rights (formats/article-json.ts). Both are checked,
 * because readers of one do not see the other.
 */
const documentsIn = (entry: Json): Json[] => (isObject(entry.ninjs) ? [entry, entry.ninjs] : [entry]);

/** ninjs 2 and 3 have lists of headlines and bodies, in lower case in 2; ninjs 1 has a property for each. */
function titledInNinjs(item: Json): TitledBody[] {
  const headlines = [
    ...list(item.headlines)
      .filter(isObject)
      .filter(isMain)
      .map(({ value }) => textOf(value)),
    textOf(item.headline),
  ];
  const bodies = list(item.bodies)
    .filter(isObject)
    .filter(({ value }) => typeof value === 'string')
    .map(
      ({ contentType, contenttype, value }): Body =>
        /html|xml/u.test(String(contentType ?? contenttype))
          ? { html: String(value), page: false }
          : { text: String(value) },
    );
  const older = Object.entries(item).flatMap(([name, value]): Body[] =>
    /^body_/u.test(name) && typeof value === 'string'
      ? [/html|xml|nitf/u.test(name) ? { html: value, page: false } : { text: value }]
      : [],
  );
  return paired(stated(headlines), [...bodies, ...older]);
}

const stated = (headlines: (string | undefined)[]) => headlines.filter((headline) => headline !== undefined);

const isMain = ({ role }: Json) => role === undefined || role === 'main';

/** Depth and number of values are checked before parsing, so that later code need not. */
function parseJson(source: string, budget: Budget): ReadResult<Json> {
  const { values, depth } = sizeOfJson(source);
  budget.spend('nodes', values);
  if (depth > DOCUMENT_DEPTH_MAX) return { ok: false, reason: 'too_deep' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    return { ok: false, reason: 'not_well_formed' };
  }
  return isObject(parsed) ? { ok: true, value: parsed } : { ok: false, reason: 'not_a_document' };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
