/** The sample newsroom in sample/: partners, licenses, items and pictures. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const SAMPLE = join(import.meta.dirname, '..', '..', 'sample');

export type NinjsItem = { [property: string]: unknown };

export interface ItemPlan {
  /** File in sample/items. */
  file: string;
  sections: string[];
  /** Association name → file in sample/media. */
  media?: Record<string, string>;
}

export interface PartnerPlan {
  name: string;
  contact: string;
  titles: { id: string; name: string; domains: string[]; market: string }[];
  /** License terms without `partner`; `products` are keys of the plan, `starts` and `ends` are templates. */
  license: { products: string[]; starts: string; ends: string; [term: string]: unknown };
  suspended?: boolean;
}

export interface Newsroom {
  agency: string;
  /** The instant at which the sample was written: loading moves all times so that this is now. */
  frozenAt: string;
  products: { key: string; name: string; [selection: string]: unknown }[];
  partners: PartnerPlan[];
  /** `scope` is `agency`, `section:<name>`, or a component of an item of the sample. */
  restrictions: { scope: string | { item: string; component: string }; text: string }[];
  items: ItemPlan[];
  /** The items that the demo plays with, by their names in sample/items. */
  story: {
    morning: { item: string };
    embargo: { item: string };
    photograph: { item: string; association: string };
    kill: { item: string; substitute: string; notice: string };
    recall: { item: string; notice: string };
    correction: { item: string; corrected: string };
    closedDoors: { item: string; association: string };
  };
}

export async function readNewsroom(): Promise<Newsroom> {
  return JSON.parse(await readFile(join(SAMPLE, 'newsroom.json'), 'utf8')) as Newsroom;
}

export async function readItem(file: string): Promise<NinjsItem> {
  return JSON.parse(await readFile(join(SAMPLE, 'items', file), 'utf8')) as NinjsItem;
}

export async function readMedia(file: string): Promise<{ bytes: Uint8Array; contentType: string }> {
  const bytes = new Uint8Array(await readFile(join(SAMPLE, 'media', file)));
  return { bytes, contentType: file.endsWith('.png') ? 'image/png' : 'image/jpeg' };
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The item with every instant in it moved by `ms`, so that this morning's news is always of this morning. */
export function movedBy<T>(value: T, ms: number): T {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' && INSTANT.test(part) ? new Date(Date.parse(part) + ms).toISOString() : part,
  ) as T;
}

/** `{year}` and `{year+n}` of a term's dates, filled in for the year of `now` (milliseconds, UTC). */
export function dateOf(template: string, now: number): string {
  const year = new Date(now).getUTCFullYear();
  return template.replace(/\{year(?:\+(\d+))?\}/, (_all, more?: string) => String(year + Number(more ?? 0)));
}
