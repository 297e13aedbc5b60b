/** ninjs and JSON Feed as stories. Each body that a document has must hold: readers of one see nothing of the other. Pure. */
import { DOCUMENT_DEPTH_MAX, DOCUMENT_NODES_MAX, DOCUMENT_STORIES_MAX } from '../limits.ts';
import { readPlainBlocks } from '../published.ts';
import { receiptsIn } from './anchors.ts';
import { readPage } from './html.ts';
import type { DocumentFault, Passage, Read, Story, Telling } from './types.ts';

type Json = Record<string, unknown>;

export function readJson(kind: 'ninjs' | 'json_feed', source: string): Read<Story[]> {
  const parsed = parseJson(source);
  if (!parsed.ok) return parsed;
  const entries = kind === 'json_feed' ? list(parsed.value.items).filter(isObject) : [parsed.value];
  if (entries.length > DOCUMENT_STORIES_MAX) return { ok: false, reason: 'too_complex' };
  const stories: Story[] = [];
  for (const entry of entries) {
    const tellings = kind === 'json_feed' ? feedTellings(entry) : ninjsTellings(entry);
    if (typeof tellings === 'string') return { ok: false, reason: tellings };
    stories.push({ receipts: receiptsIn(JSON.stringify(entry)), tellings });
  }
  return { ok: true, value: stories };
}

/** JSON Feed 1.1: `title`, `content_html`, `content_text`. Markup of the whole stamp stands in the first. */
function feedTellings({ title, content_html: html, content_text: text }: Json): Telling[] | DocumentFault {
  return tellingsOf(textOf(title), [
    ...(typeof html === 'string' ? [{ html, page: true }] : []),
    ...(typeof text === 'string' ? [{ text }] : []),
  ]);
}

/** ninjs 2 and 3 have lists of headlines and bodies, 2 in lower case; ninjs 1 has a property for each. */
function ninjsTellings(item: Json): Telling[] | DocumentFault {
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
    .map(({ contentType, contenttype, value }) =>
      /html|xml/u.test(String(contentType ?? contenttype))
        ? { html: String(value) }
        : { text: String(value) },
    );
  const older = Object.entries(item).flatMap(([name, value]) =>
    /^body_/u.test(name) && typeof value === 'string'
      ? [/html|xml|nitf/u.test(name) ? { html: value } : { text: value }]
      : [],
  );
  const told = new Set(headlines.filter((headline) => headline !== undefined));
  const all = told.size > 0 ? [...told] : [undefined];
  const tellings: Telling[] = [];
  for (const headline of all) {
    const made = tellingsOf(headline, [...bodies, ...older]);
    if (typeof made === 'string') return made;
    tellings.push(...made);
  }
  return tellings;
}

const isMain = ({ role }: Json) => role === undefined || role === 'main';

type Body = { html: string; page?: boolean } | { text: string };

function tellingsOf(headline: string | undefined, bodies: Body[]): Telling[] | DocumentFault {
  const tellings: Telling[] = [];
  const titled = headline === undefined ? {} : { headline };
  if (bodies.length === 0 && headline !== undefined)
    return [{ ...titled, passages: [], anchors: [], page: false }];
  for (const body of bodies) {
    if ('text' in body) {
      const passages = readPlainBlocks(body.text).map(
        (text): Passage => ({ text, kind: 'prose', marks: [] }),
      );
      tellings.push({ ...titled, passages, anchors: [], page: false });
      continue;
    }
    const read = readPage(body.html);
    if (!read.ok) return read.reason;
    tellings.push({ ...titled, ...read.value, page: body.page ?? false });
  }
  return tellings;
}

/** Depth and number of values are counted, so that nothing after this has to. */
function parseJson(source: string): Read<Json> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch {
    return { ok: false, reason: 'not_well_formed' };
  }
  if (!isObject(parsed)) return { ok: false, reason: 'not_a_document' };
  const fault = measured(parsed);
  return fault ? { ok: false, reason: fault } : { ok: true, value: parsed };
}

function measured(root: unknown): DocumentFault | null {
  let level: unknown[] = [root];
  let values = 0;
  for (let depth = 0; level.length > 0; depth++) {
    values += level.length;
    if (values > DOCUMENT_NODES_MAX) return 'too_complex';
    if (depth > DOCUMENT_DEPTH_MAX) return 'too_deep';
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return null;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
