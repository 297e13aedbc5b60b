/**
 * Prepares the pictures of a delivery. A picture is delivered as a stamped file with its rights embedded;
 * digest, size and bucket key in the entry, the receipt, every format and the picture's own route are those
 * of the stamped bytes. A picture with Content Credentials stays the newsroom's file, and its rights are sent
 * in headers.
 */
import type { ArticleSnapshot } from '../articles/catalogue.ts';
import { mainComponent } from '../articles/contained.ts';
import { isPictureType } from '../articles/media/pictures/check.ts';
import type { Component } from '../articles/model.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import { malformed } from '../platform/http.ts';
import { during } from '../platform/request-scope.ts';
import { isOfWire } from '../restrictions/wire.ts';
import { appliesTo } from '../rights/index.ts';
import type { RestrictionScope } from '../rights/types.ts';
import {
  areMissing,
  type RenditionRequest,
  renditionsOf,
  restoreRendition,
  type Smaller,
} from '../stamp/pictures/rendition.ts';
import { thumbnailBox } from '../stamp/pictures/resize.ts';
import { type PictureWords, pictureWords } from '../stamp/pictures/words.ts';
import type { Judgement, Permit } from './judge.ts';
import type { ArticleContext } from './types.ts';

interface StampedPicture {
  /** The agency's own texts, which may change during the life of an isolate. */
  under: string;
  /** Without content and digest if it cannot be delivered. */
  component: Component;
}

/**
 * Component → size → stamped picture. Entries live as long as the article that holds the component, and with
 * it the restrictions whose texts are embedded.
 */
const stampedPictures = new WeakMap<Component, Map<Size, StampedPicture>>();
const sources = new WeakMap<Component, UnstampedPicture>();

/** Width of a picture in pixels, or a thumbnail; undefined: full size. */
export type Size = number | 'thumbnail' | undefined;

type Judge = (article: ArticleContext) => Judgement;

/**
 * Returns the judgement on the prepared components, scaled down if a size is requested. Calls `judge` again
 * if a permitted picture cannot be delivered. Throws `storage_unavailable`; `not_acceptable` if no smaller
 * picture can be made; `malformed` if a size is requested of something else than a picture.
 */
export async function withPicturesPrepared(
  env: Env,
  article: ArticleContext,
  { judgement, now, judge, size }: { judgement: Judgement; now: number; judge: Judge; size?: Size },
): Promise<Judgement> {
  if (judgement.kind !== 'permit') return judgement;
  const pictures = picturesOf(judgement);
  if (pictures.length === 0) {
    if (size === undefined) return judgement;
    throw malformed('query', [{ path: '/width', message: 'Only pictures have a width: ask without it' }]);
  }
  await stampAll(env, { article, pictures, size }, now);
  return judgeOnStamped(article, { permit: judgement, pictures, judge, size });
}

export interface Permitted {
  article: ArticleContext;
  permit: Permit;
}

/** Returns for each permit how many of its pictures are still to be made. At most one read of D1. */
export async function countMissingPictures(env: Env, list: readonly Permitted[]): Promise<number[]> {
  const unstamped = list.map(({ article, permit }) =>
    unstampedOf(env, { article, pictures: picturesOf(permit) }),
  );
  const requests = unstamped.flatMap((pictures) => pictures.map((picture) => picture.request));
  const missing = requests.length > 0 ? await areMissing(env, requests) : [];
  return unstamped.map((pictures) => missing.splice(0, pictures.length).filter(Boolean).length);
}

export function picturesOf({ components }: Pick<Permit, 'components'>): Component[] {
  return components.filter(({ content }) => content && isPictureType(content.contentType));
}

function judgeOnStamped(
  article: ArticleContext,
  { permit, pictures, judge, size }: { permit: Permit; pictures: Component[]; judge: Judge; size: Size },
): Judgement {
  const prepared = new Map(
    pictures.map((picture) => [picture.id, stampedPictures.get(picture)?.get(size)?.component ?? picture]),
  );
  const replacementOf = (component: Component) => prepared.get(component.id) ?? component;
  if ([...prepared.values()].every(({ digest }) => digest !== undefined))
    return { ...permit, components: replacedIn(permit.components, replacementOf) };
  const { snapshot } = article;
  const item = { ...snapshot.item, components: snapshot.item.components.map(replacementOf) };
  return judge({ ...article, snapshot: { ...snapshot, item } });
}

/**
 * Cached by the list that it replaces, so that values cached by an article's component list serve all
 * licenses.
 */
const replacedLists = new WeakMap<Component[], Component[]>();

function replacedIn(
  components: Component[],
  replacementOf: (component: Component) => Component,
): Component[] {
  const list = components.map(replacementOf);
  const cached = replacedLists.get(components);
  if (cached?.every((component, index) => component === list[index])) return cached;
  replacedLists.set(components, list);
  return list;
}

interface UnstampedPicture {
  component: Component;
  size: Size;
  request: RenditionRequest;
}

function underOf(env: Env): string {
  const { name, notice, licenseUrl } = agencyOf(env);
  return `${name}\n${notice}\n${licenseUrl}`;
}

interface Pictures {
  article: ArticleContext;
  pictures: Component[];
  size?: Size;
}

function unstampedOf(env: Env, { article, pictures, size }: Pictures): UnstampedPicture[] {
  const under = underOf(env);
  return pictures
    .filter((component) => stampedPictures.get(component)?.get(size)?.under !== under)
    .map((component) => ({ component, size, request: renditionRequest(env, article, { component, size }) }));
}

async function stampAll(env: Env, batch: Pictures, now: number): Promise<void> {
  const under = underOf(env);
  const unstamped = unstampedOf(env, batch);
  if (unstamped.length === 0) return;
  const requests = unstamped.map((picture) => picture.request);
  const renditions = await during('stamp', () => renditionsOf(env, requests, now));
  for (const [index, { component, request: source }] of unstamped.entries()) {
    const { digest: _digest, content, ...rest } = component;
    const rendition = renditions[index];
    if (!content || !rendition) {
      // Not cached, because a missing picture may return.
      cacheStamped(component, batch.size, { under: '', component: rest });
      continue;
    }
    const { digest, key, bytes, hasContentCredentials } = rendition;
    const prepared: Component = {
      ...rest,
      digest,
      content: { ...content, key, bytes },
      ...(hasContentCredentials && { hasContentCredentials }),
    };
    cacheStamped(component, batch.size, { under, component: prepared });
    sources.set(prepared, { component, size: batch.size, request: source });
  }
}

function cacheStamped(component: Component, size: Size, picture: StampedPicture): void {
  const cached = stampedPictures.get(component);
  if (cached) cached.set(size, picture);
  else stampedPictures.set(component, new Map([[size, picture]]));
}

/**
 * A picture that is no wider than requested, in either orientation, is delivered at full size without an
 * encoder.
 */
function requestedSize(content: NonNullable<Component['content']>, size: Size): Smaller | undefined {
  const { width, height } = content;
  if (size === undefined) return undefined;
  if (size === 'thumbnail') return { box: thumbnailBox(content), isThumbnail: true };
  const isNoWider = width !== undefined && height !== undefined && Math.max(width, height) <= size;
  return isNoWider ? undefined : { box: { width: size } };
}

function renditionRequest(
  env: Env,
  { snapshot }: ArticleContext,
  { component, size }: { component: Component; size: Size },
): RenditionRequest {
  const { digest, content } = component;
  if (!content || digest === undefined || !isPictureType(content.contentType))
    throw new Error(`component ${component.id} is no picture with content`);
  const texts = deskTexts(snapshot, component);
  const smaller = requestedSize(content, size);
  return {
    source: content.key,
    digest,
    bytes: content.bytes,
    contentType: content.contentType,
    words: pictureWords({ agency: agencyOf(env), item: snapshot.item, component, texts }),
    ...(smaller && { smaller }),
  };
}

/**
 * Texts of the desk's restrictions on the component. The wire's own are left out, because they may contain an
 * editorial note that is not for readers; the usage terms carry the wire's rights.
 */
function deskTexts({ item, restrictions, carried }: ArticleSnapshot, component: Component): string[] {
  const scopes: RestrictionScope[] = [
    { kind: 'item', item: item.id },
    { kind: 'component', component: component.id },
    ...carried
      .filter((carriedItem) => carriedItem.component === component.id)
      .flatMap(({ id }): RestrictionScope[] => [
        { kind: 'item', item: id },
        { kind: 'component', component: mainComponent(id) },
      ]),
  ];
  return restrictions
    .filter(({ scope }) => appliesTo(scope, { item: item.id, sections: [], components: [component] }))
    .filter(({ id }) => !scopes.some((scope) => isOfWire({ id, scope })))
    .flatMap(({ text }) => text ?? []);
}

/**
 * Rights of a picture with Content Credentials, whose file cannot carry them. Null: they are embedded, or it
 * is not a picture.
 */
export function unembeddedRights(component: Component): PictureWords | null {
  return (component.hasContentCredentials && sources.get(component)?.request.words) || null;
}

/**
 * Restores a stamped picture that is missing from the bucket. False: it is not a stamped picture, or cannot
 * be recreated.
 */
export async function restoreStampedPicture(env: Env, component: Component): Promise<boolean> {
  const source = sources.get(component);
  if (!source) return false;
  const isRestored = await restoreRendition(env, source.request, component.digest ?? '');
  if (!isRestored) stampedPictures.get(source.component)?.delete(source.size);
  return isRestored;
}
