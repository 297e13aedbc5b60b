/** An article's versions as the newsroom sends them: ninjs 3.1, pictures inside the first one. Pure. */
import type { ArticlePlan, PicturePlan } from './articles.ts';

/** What the gateway is told beside the item. */
export type Change = 'update' | 'correction';

export interface SentVersion {
  version: number;
  change?: Change;
  item: Record<string, unknown>;
}

const NINJS = {
  name: 'ninjs',
  version: '3.1',
  schema: 'https://iptc.org/std/ninjs/ninjs-schema_3.1.json',
};

/**
 * `place`: of its versions, from 0. `bytesOf`: of a picture, base64; asked for the first version alone, since
 * later ones keep them.
 */
export function sentVersion(
  plan: ArticlePlan,
  place: number,
  bytesOf: (picture: PicturePlan) => string,
): SentVersion {
  const version = place + 1;
  const atMs = plan.versionsMs[place] ?? 0;
  return {
    version,
    ...(place > 0 && { change: 'update' as const }),
    item: itemOf(plan, { version, atMs, ...(place === 0 && { bytesOf }) }),
  };
}

/** The correction of the middle of the day: a version after all that are planned. */
export function correctionOf(plan: ArticlePlan, atMs: number): SentVersion {
  const version = plan.versionsMs.length + 1;
  const item = itemOf(plan, { version, atMs });
  return { version, change: 'correction', item: { ...item, edNote: plan.story.notices.corrected } };
}

interface Version {
  version: number;
  atMs: number;
  bytesOf?: (picture: PicturePlan) => string;
}

function itemOf(plan: ArticlePlan, { version, atMs, bytesOf }: Version): Record<string, unknown> {
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
    headlines: [headline(story.headline, 'main'), headline(story.subhead, 'subhead')],
    by: story.byline,
    located: place,
    places: [{ name: place, rel: 'mentions' }],
    subjects: [{ name: section, rel: 'about' }],
    ...(edNote !== undefined && { edNote }),
    bodies: [{ role: 'main', contentType: 'application/xhtml+xml', value: bodyOf(story.body, version) }],
    ...(pictures.length > 0 && {
      associations: pictures.map((picture) =>
        associationOf(picture, { atMs: versionsMs[0] ?? atMs, language, bytesOf }),
      ),
    }),
  };
}

/** Each version says a little more than the one before. */
const bodyOf = (body: string, version: number) =>
  body
    .split('\n')
    .slice(0, version === 1 ? -1 : undefined)
    .join('\n');

function associationOf(
  picture: PicturePlan,
  { atMs, language, bytesOf }: { atMs: number; language: string; bytesOf: Version['bytesOf'] },
): Record<string, unknown> {
  const { name, uri, type, isLogo, caption, byline, supplier, usageTerms, file } = picture;
  const contentType = file?.endsWith('.png') ? 'image/png' : 'image/jpeg';
  return {
    name,
    uri,
    type,
    version: '1',
    versionCreated: instant(atMs),
    pubStatus: 'usable',
    language,
    headlines: [headline(picture.headline, 'main')],
    descriptions: [{ role: 'caption', contentType: 'text/plain', value: caption }],
    by: byline,
    ...(isLogo && { genres: [{ name: 'logo' }] }),
    ...(supplier !== undefined && {
      copyrightHolder: supplier,
      copyrightNotice: `© ${supplier}`,
      infoSources: [{ name: supplier, role: 'supplier' }],
    }),
    ...(usageTerms !== undefined && { usageTerms }),
    ...(file !== undefined &&
      bytesOf && {
        renditions: [{ name: 'main', href: `data:${contentType};base64,${bytesOf(picture)}`, contentType }],
      }),
  };
}

const headline = (value: string, role: string) => ({ role, contentType: 'text/plain', value });
const instant = (ms: number) => new Date(ms).toISOString();
