/** The versions of an article as the newsroom sends them: ninjs 3.1, pictures in the first one. Pure. */
import { type ArticlePlan, headlineOf, type PicturePlan } from './articles.ts';

export interface SentVersion {
  version: number;
  change?: 'update' | 'correction';
  item: Record<string, unknown>;
}

const NINJS = {
  name: 'ninjs',
  version: '3.1',
  schema: 'https://iptc.org/std/ninjs/ninjs-schema_3.1.json',
};

/** Base64 of the bytes of a picture. Only first versions need them: later ones keep what is stored. */
type BytesOf = (picture: PicturePlan) => string;

export function sentVersion(plan: ArticlePlan, index: number, bytesOf?: BytesOf): SentVersion {
  const version = index + 1;
  const atMs = plan.versionsMs[index] ?? 0;
  return {
    version,
    ...(index > 0 && { change: 'update' as const }),
    item: itemOf(plan, version, atMs, index === 0 ? bytesOf : undefined),
  };
}

export function correctionOf(plan: ArticlePlan, atMs: number): SentVersion {
  const version = plan.versionsMs.length + 1;
  const item = itemOf(plan, version, atMs);
  return { version, change: 'correction', item: { ...item, edNote: plan.story.notices.corrected } };
}

function itemOf(
  plan: ArticlePlan,
  version: number,
  atMs: number,
  bytesOf?: BytesOf,
): Record<string, unknown> {
  const { uri, story, versionsMs, embargoedUntilMs, edNote, pictures } = plan;
  const { language, place, section } = story;
  return {
    uri,
    type: 'text',
    version: String(version),
    standard: NINJS,
    firstCreated: instant(versionsMs[0] ?? atMs),
    versionCreated: instant(atMs),
    ...(embargoedUntilMs !== undefined && { embargoedUntil: instant(embargoedUntilMs) }),
    pubStatus: 'usable',
    urgency: 2 + (plan.n % 5),
    language,
    slugline: `${section.toUpperCase()}-${place.toUpperCase()}`,
    headlines: [headlineOf(story.headline, 'main'), headlineOf(story.subhead, 'subhead')],
    by: story.byline,
    located: place,
    places: [{ name: place, rel: 'mentions' }],
    subjects: [{ name: section, rel: 'about' }],
    ...(edNote !== undefined && { edNote }),
    bodies: [{ role: 'main', contentType: 'application/xhtml+xml', value: bodyOf(story.body, version) }],
    ...(pictures.length > 0 && {
      associations: pictures.map((picture) => ({
        ...picture.association,
        ...(bytesOf && picture.file !== undefined && { renditions: [renditionOf(picture, bytesOf)] }),
      })),
    }),
  };
}

/** Later versions have one paragraph more than the first. */
const bodyOf = (body: string, version: number) =>
  body
    .split('\n')
    .slice(0, version === 1 ? -1 : undefined)
    .join('\n');

function renditionOf(picture: PicturePlan, bytesOf: BytesOf) {
  const contentType = picture.file?.endsWith('.png') ? 'image/png' : 'image/jpeg';
  return { name: 'main', href: `data:${contentType};base64,${bytesOf(picture)}`, contentType };
}

const instant = (ms: number) => new Date(ms).toISOString();
