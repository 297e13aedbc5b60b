/** What a gateway has of a seed already, by the names that its parts have. */
import { valueAt } from '../sample/client.ts';
import type { Party } from './party.ts';
import { numberOf } from './plan/tag.ts';

export interface PresentPartner {
  id: string;
  created: string;
}

export interface PresentLicense {
  id: string;
  status: string;
  version: number;
}

export interface PresentArticle {
  id: string;
  /** Of the newsroom's numbers, the highest. */
  version: number;
  pubStatus: string;
}

/** Pages of the desk's lists: the longest that it gives. */
const PAGE = 200;
const ARTICLES_PAGE = 100;

/** By where they are written to. */
export async function presentPartners(
  desk: Party,
  tag: string,
): Promise<{ own: Map<string, PresentPartner>; others: number }> {
  const own = new Map<string, PresentPartner>();
  let others = 0;
  for await (const one of everyOf(desk, `/v1/admin/partners?limit=${PAGE}`)) {
    const contact = textAt(one, 'contact');
    if (contact.endsWith(`.${tag}.example`))
      own.set(contact, { id: textAt(one, 'id'), created: textAt(one, 'created') });
    else others += 1;
  }
  return { own, others };
}

/** By the reference of the consent that they rest on. */
export async function presentLicenses(desk: Party, tag: string): Promise<Map<string, PresentLicense>> {
  const found = new Map<string, PresentLicense>();
  for await (const one of everyOf(desk, `/v1/admin/licenses?limit=${PAGE}`)) {
    const reference = textAt(one, 'consent', 'reference');
    if (!reference.startsWith(`${tag.toUpperCase()}-`)) continue;
    found.set(reference, {
      id: textAt(one, 'id'),
      status: textAt(one, 'status'),
      version: Number(valueAt(one, 'version')),
    });
  }
  return found;
}

/** By their numbers. */
export async function presentArticles(desk: Party, tag: string): Promise<Map<number, PresentArticle>> {
  const found = new Map<number, PresentArticle>();
  for await (const one of everyOf(desk, `/v1/admin/articles?limit=${ARTICLES_PAGE}`)) {
    const n = numberOf(tag, textAt(one, 'uri'));
    if (n === null) continue;
    const version = Number.parseInt(textAt(one, 'version'), 10);
    found.set(n, { id: textAt(one, 'id'), version, pubStatus: textAt(one, 'pubStatus') });
  }
  return found;
}

/** Product names and what they are called. */
export async function presentProducts(desk: Party): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const one of everyOf(desk, `/v1/admin/products?limit=${PAGE}`))
    found.set(productKey(textAt(one, 'name'), valueAt(one, 'sections')), textAt(one, 'id'));
  return found;
}

/** One of the same name that selects something else is another product. */
export const productKey = (name: string, sections: unknown): string =>
  JSON.stringify([name, sections ?? null]);

/** Scope and text of restrictions that are in force. */
export async function presentRestrictions(desk: Party, scope: string): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const one of everyOf(
    desk,
    `/v1/admin/restrictions?limit=${PAGE}&scope=${encodeURIComponent(scope)}`,
  ))
    if (valueAt(one, 'status') === 'active') found.add(textAt(one, 'text'));
  return found;
}

export async function* everyOf(desk: Party, path: string): AsyncGenerator<unknown> {
  let cursor: string | null = null;
  do {
    const { json } = await desk.call(
      'GET',
      cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`,
    );
    const page = json as { items: unknown[]; next: string | null };
    yield* page.items;
    cursor = page.next;
  } while (cursor !== null);
}

function textAt(json: unknown, ...path: string[]): string {
  const value = valueAt(json, ...path);
  return typeof value === 'string' ? value : '';
}
