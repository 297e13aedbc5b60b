/**
 * Components as they go out. Of a picture that is not the newsroom's file but the one with rights in it:
 * digest, size and place in the bucket are those of the stamped bytes, in the entry, the receipt, every
 * format and on the picture's own route. A picture with Content Credentials stays the newsroom's file, and
 * its rights go beside it.
 */
import type { ArticleSnapshot } from '../articles/catalogue.ts';
import { mainComponent } from '../articles/contained.ts';
import { isPictureType } from '../articles/media/pictures/check.ts';
import type { Component } from '../articles/model.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import { malformed } from '../platform/http.ts';
import { during } from '../platform/request-scope.ts';
import { isOfWire } from '../restrictions/wire.ts';
import { boundTo } from '../rights/index.ts';
import type { RestrictionScope } from '../rights/types.ts';
import {
  areToBeMade,
  putBack,
  type RenditionRequest,
  renditionsOf,
  type Smaller,
} from '../stamp/pictures/rendition.ts';
import { thumbnailBox } from '../stamp/pictures/resize.ts';
import { type PictureWords, pictureWords } from '../stamp/pictures/words.ts';
import type { ArticleContext } from './decision-context.ts';
import type { Judgement, Permit } from './judge.ts';

interface Stamped {
  /** What the agency says of itself, which may change while an isolate lives. */
  under: string;
  /** Without content and digest when it cannot go out. */
  component: Component;
}

/**
 * By size. As long as the article that the component is read with is kept, and with it the restrictions whose
 * texts are written.
 */
const stamped = new WeakMap<Component, Map<Size, Stamped>>();
/** What a stamped component was made of. */
const sources = new WeakMap<Component, Open>();

/** Of a picture: its width in pixels, or a thumbnail; undefined: as large as it is. */
export type Size = number | 'thumbnail' | undefined;

/** Judges the same question on another state of the article. */
type Judge = (article: ArticleContext) => Judgement;

/**
 * The judgement on the components as they go out, smaller where a size is asked for. `judge` is asked when a
 * picture that was permitted cannot go out. Throws `storage_unavailable`; `not_acceptable` where no smaller
 * picture can be made; `malformed` where a size is asked of what is no picture.
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
  return onStamped(article, { permit: judgement, pictures, judge, size });
}

export interface Permitted {
  article: ArticleContext;
  permit: Permit;
}

/** Of each of these, how many pictures have yet to be made: for whoever delivers many at once. One look into D1 at most. */
export async function picturesToMake(env: Env, list: readonly Permitted[]): Promise<number[]> {
  const open = list.map(({ article, permit }) => openOf(env, { article, pictures: picturesOf(permit) }));
  const request = open.flatMap((pictures) => pictures.map((one) => one.request));
  const toMake = request.length > 0 ? await areToBeMade(env, request) : [];
  return open.map((pictures) => toMake.splice(0, pictures.length).filter(Boolean).length);
}

/** The pictures of a permit that have bytes. */
export function picturesOf({ components }: Pick<Permit, 'components'>): Component[] {
  return components.filter(({ content }) => content && isPictureType(content.contentType));
}

function onStamped(
  article: ArticleContext,
  { permit, pictures, judge, size }: { permit: Permit; pictures: Component[]; judge: Judge; size: Size },
): Judgement {
  const going = new Map(pictures.map((one) => [one.id, stamped.get(one)?.get(size)?.component ?? one]));
  const instead = (component: Component) => going.get(component.id) ?? component;
  if ([...going.values()].every(({ digest }) => digest !== undefined))
    return { ...permit, components: replacedIn(permit.components, instead) };
  const { snapshot } = article;
  const item = { ...snapshot.item, components: snapshot.item.components.map(instead) };
  return judge({ ...article, snapshot: { ...snapshot, item } });
}

/** By the list that it replaces: what is cached by the list of an article's components serves all licenses. */
const replacedLists = new WeakMap<Component[], Component[]>();

function replacedIn(components: Component[], instead: (component: Component) => Component): Component[] {
  const list = components.map(instead);
  const known = replacedLists.get(components);
  if (known?.every((component, place) => component === list[place])) return known;
  replacedLists.set(components, list);
  return list;
}

interface Open {
  component: Component;
  size: Size;
  request: RenditionRequest;
}

/** What the agency says of itself now. */
function underOf(env: Env): string {
  const { name, notice, licenseUrl } = agencyOf(env);
  return `${name}\n${notice}\n${licenseUrl}`;
}

interface Pictures {
  article: ArticleContext;
  pictures: Component[];
  size?: Size;
}

/** Those of the pictures that are not known as they go out. */
function openOf(env: Env, { article, pictures, size }: Pictures): Open[] {
  const under = underOf(env);
  return pictures
    .filter((component) => stamped.get(component)?.get(size)?.under !== under)
    .map((component) => ({ component, size, request: renditionRequest(env, article, { component, size }) }));
}

/** From here on `stamped` has them all. */
async function stampAll(env: Env, batch: Pictures, now: number): Promise<void> {
  const under = underOf(env);
  const open = openOf(env, batch);
  if (open.length === 0) return;
  const request = open.map((one) => one.request);
  const renditions = await during('stamp', () => renditionsOf(env, request, now));
  for (const [place, { component, request: source }] of open.entries()) {
    const { digest: _digest, content, ...rest } = component;
    const rendition = renditions[place];
    if (!content || !rendition) {
      // What is missing now may be there again: that is asked each time.
      keep(component, batch.size, { under: '', component: rest });
      continue;
    }
    const { digest, key, bytes, hasContentCredentials } = rendition;
    const going: Component = {
      ...rest,
      digest,
      content: { ...content, key, bytes },
      ...(hasContentCredentials && { hasContentCredentials }),
    };
    keep(component, batch.size, { under, component: going });
    sources.set(going, { component, size: batch.size, request: source });
  }
}

function keep(component: Component, size: Size, made: Stamped): void {
  const known = stamped.get(component);
  if (known) known.set(size, made);
  else stamped.set(component, new Map([[size, made]]));
}

/** A picture that is no wider than asked, however it is turned, goes out as it is, and no encoder is asked. */
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
 * Texts of the desk's own restrictions on the component. The wire's are left out: they may hold an editorial note, which is for no
 * reader's eyes; what the wire said for them is in the usage terms.
 */
function deskTexts({ item, restrictions, carried }: ArticleSnapshot, component: Component): string[] {
  const places: RestrictionScope[] = [
    { kind: 'item', item: item.id },
    { kind: 'component', component: component.id },
    ...carried
      .filter((own) => own.component === component.id)
      .flatMap(({ id }): RestrictionScope[] => [
        { kind: 'item', item: id },
        { kind: 'component', component: mainComponent(id) },
      ]),
  ];
  return restrictions
    .filter(({ scope }) => boundTo(scope, { item: item.id, sections: [], components: [component] }))
    .filter(({ id }) => !places.some((scope) => isOfWire({ id, scope })))
    .flatMap(({ text }) => text ?? []);
}

/**
 * Rights that a picture with Content Credentials cannot have in its file; null: they are in it, or it is no
 * picture.
 */
export function rightsBeside(component: Component): PictureWords | null {
  return (component.hasContentCredentials && sources.get(component)?.request.words) || null;
}

/** Puts a stamped picture back that has gone from the bucket. False: it is no such picture, or cannot be made again. */
export async function putBackStamped(env: Env, component: Component): Promise<boolean> {
  const source = sources.get(component);
  if (!source) return false;
  const isBack = await putBack(env, source.request, component.digest ?? '');
  if (!isBack) stamped.get(source.component)?.delete(source.size);
  return isBack;
}
