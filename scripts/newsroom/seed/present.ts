/** What a gateway has of a seed already, by the names that its parts have. */
import { valueAt } from '../client.ts';
import { numberOf } from '../plan/tag.ts';
import type { Party } from './party.ts';

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
  for await (const partner of everyOf(desk, `/v1/admin/partners?limit=${PAGE}`)) {
    const contact = textAt(partner, 'contact');
    if (contact.endsWith(`.${tag}.example`))
      own.set(contact, { id: textAt(partner, 'id'), created: textAt(partner, 'created') });
    else others += 1;
  }
  return { own, others };
}

/** By the reference of the consent that they rest on. */
export async function presentLicenses(desk: Party, tag: string): Promise<Map<string, PresentLicense>> {
  const found = new Map<string, PresentLicense>();
  for await (const license of everyOf(desk, `/v1/admin/licenses?limit=${PAGE}`)) {
    const reference = textAt(license, 'consent', 'reference');
    if (!reference.startsWith(`${tag.toUpperCase()}-`)) continue;
    found.set(reference, {
      id: textAt(license, 'id'),
      status: textAt(license, 'status'),
      version: Number(valueAt(license, 'version')),
    });
  }
  return found;
}

/** By their numbers. */
export async function presentArticles(desk: Party, tag: string): Promise<Map<number, PresentArticle>> {
  const found = new Map<number, PresentArticle>();
  for await (const article of everyOf(desk, `/v1/admin/articles?limit=${ARTICLES_PAGE}`)) {
    const n = numberOf(tag, textAt(article, 'uri'));
    if (n === null) continue;
    const version = Number.parseInt(textAt(article, 'version'), 10);
    found.set(n, { id: textAt(article, 'id'), version, pubStatus: textAt(article, 'pubStatus') });
  }
  return found;
}

/** Product names and what they are called. */
export async function presentProducts(desk: Party): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const product of everyOf(desk, `/v1/admin/products?limit=${PAGE}`))
    found.set(productKey(textAt(product, 'name'), valueAt(product, 'sections')), textAt(product, 'id'));
  return found;
}

/** One of the same name that selects something else is another product. */
export const productKey = (name: string, sections: unknown): string =>
  JSON.stringify([name, sections ?? null]);

/** Scope and text of restrictions that are in force. */
export async function presentRestrictions(desk: Party, scope: string): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const row of everyOf(
    desk,
    `/v1/admin/restrictions?limit=${PAGE}&scope=${encodeURIComponent(scope)}`,
  ))
    if (valueAt(row, 'status') === 'active') found.add(textAt(row, 'text'));
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
