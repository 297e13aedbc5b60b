/**
 * Description of a picture (content, author, place, time) from the newsroom's document, which is more
 * reliable than the file. Fields that the document lacks are absent, and the file keeps its own. Pure.
 */
import type { Component, ItemVersion } from '../../articles/model.ts';
import { cleanLines } from '../../platform/clean-text.ts';
import { cutLine } from './cut.ts';
import { CAPTION_CHARS_MAX, CODE_CHARS_MAX, HEADLINE_CHARS_MAX, LINE_CHARS_MAX } from './limits.ts';

export interface PictureDescription {
  caption?: string;
  headline?: string;
  creator?: string;
  place?: PicturePlace;
  created?: PictureDate;
  jobId?: string;
  /** URL of a term of the IPTC's digital source types. */
  digitalSourceType?: string;
}

export interface PicturePlace {
  city?: string;
  state?: string;
  country?: string;
}

/** Local time as the newsroom wrote it, with its offset from UTC. */
export interface PictureDate {
  /** `2026-11-23` */
  day: string;
  /** `04:50:00` */
  time: string;
  /** `+09:00` */
  zone: string;
}

type Ninjs = Record<string, unknown>;

export function descriptionOf(
  component: Component,
  item: Pick<ItemVersion, 'uri' | 'located' | 'ninjs'>,
): PictureDescription {
  // A picture item describes itself with the same members as an associated picture.
  const isOwn = component.uri === item.uri;
  const ninjs = isOwn ? item.ninjs : component.ninjs;
  const located = isOwn ? item.located : textOf(ninjs.located);
  return present({
    caption: cutLines(component.caption),
    headline: lineOf(component.headline, HEADLINE_CHARS_MAX),
    creator: lineOf(component.byline),
    place: placeOf(ninjs, located),
    created: dateOf(textOf(ninjs.contentCreated)),
    jobId: jobIdOf(ninjs),
    digitalSourceType: sourceTypeOf(ninjs),
  });
}

function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
const objectsIn = (value: unknown) => (Array.isArray(value) ? (value as Ninjs[]) : []);
const lineOf = (text: string | undefined, charsMax = LINE_CHARS_MAX) =>
  cutLine(text ?? '', charsMax) || undefined;

function cutLines(text: string | undefined): string | undefined {
  const lines = cleanLines(text ?? '').trim();
  if (lines.length <= CAPTION_CHARS_MAX) return lines || undefined;
  return `${lines.slice(0, CAPTION_CHARS_MAX - 1).replace(/[\ud800-\udbff]$/u, '')}…`;
}

/**
 * Address of a place that the picture is of, or the town that it was sent from: the part of `located` before
 * the first comma; what follows may be a state, a country or a date.
 */
function placeOf(ninjs: Ninjs, located: string | undefined): PicturePlace | undefined {
  const [address] = objectsIn(ninjs.places)
    .filter(({ rel }) => rel !== 'mentions')
    .flatMap(({ contactInfo }) => objectsIn(contactInfo))
    .flatMap(({ address: one }) => (one ? [one as Ninjs] : []));
  const city = textOf(address?.locality) ?? located?.split(/[,(]/u)[0];
  const place = present<PicturePlace>({
    city: lineOf(city),
    state: lineOf(textOf(address?.area)),
    country: lineOf(textOf(address?.country)),
  });
  return Object.keys(place).length > 0 ? place : undefined;
}

const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/iu;

function dateOf(text: string | undefined): PictureDate | undefined {
  const [, day, time, zone] = INSTANT.exec(text ?? '') ?? [];
  if (day === undefined || time === undefined || zone === undefined) return undefined;
  return { day, time, zone: /z/iu.test(zone) ? '+00:00' : zone };
}

/** Roles of alternative ids that agencies use for a picture's job (IPTC: transmission reference). */
const JOB_ROLE =
  /^(?:job[-_ ]?id|trans(?:mission)?[-_ ]?ref(?:erence)?|original[-_ ]?transmission[-_ ]?reference)$/iu;

function jobIdOf({ altIds }: Ninjs): string | undefined {
  const id = objectsIn(altIds).find(({ role }) => JOB_ROLE.test(textOf(role) ?? ''));
  return lineOf(textOf(id?.value), CODE_CHARS_MAX);
}

const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const SOURCE_TYPE = /^(?:https?:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/)?(?<code>[A-Za-z]{1,60})$/u;

/** Terms of other vocabularies are omitted: the property takes IPTC terms only. */
function sourceTypeOf({ digitalSourceType }: Ninjs): string | undefined {
  const { uri, literal } = (digitalSourceType ?? {}) as Ninjs;
  const code = SOURCE_TYPE.exec(textOf(uri) ?? textOf(literal) ?? '')?.groups?.code;
  return code === undefined ? undefined : `${SOURCE_TYPES}${code}`;
}
