/** Lists select in SQL; licensing/covers.ts defines selections. Both must agree on every pair. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { listItems } from '../../src/articles/listing.ts';
import { covers, type Selectable, type Selection } from '../../src/licensing/covers.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const DAY_MS = 86_400_000;

type Axis<T, K extends keyof T> = readonly T[K][];
const SECTIONS = ['sport', 'world', 'It’s "quoted", ünïcode', 'null'];

const items: (Selectable & { id: string })[] = [];
for (const sections of [[], ['sport'], ['world', 'It’s "quoted", ünïcode'], ['null']])
  for (const type of ['text', 'picture'])
    for (const subjects of [[], ['medtop:1'], ['medtop:2', 'medtop:10']])
      for (const language of [undefined, 'en', 'en-GB', 'EN-us', 'enm', 'de'])
        items.push({
          id: `itm_${String(items.length).padStart(32, '0')}`,
          sections,
          type,
          subjects,
          ...(language !== undefined && { language }),
          versionCreated: NOW - (items.length % 5) * DAY_MS,
        });

const axes: {
  sections: Axis<Selection, 'sections'>;
  types: Axis<Selection, 'types'>;
  subjects: Axis<Selection, 'subjects'>;
  languages: Axis<Selection, 'languages'>;
  backfileDays: Axis<Selection, 'backfileDays'>;
} = {
  sections: [undefined, [], ['sport'], SECTIONS.slice(2)],
  types: [undefined, ['text'], ['picture', 'graphic']],
  subjects: [undefined, ['medtop:1', 'medtop:10'], ['medtop']],
  languages: [undefined, ['en'], ['EN-gb', 'de'], ['e'], ['']],
  backfileDays: [undefined, 0, 2],
};

const selections: Selection[] = axes.sections.flatMap((sections) =>
  axes.types.flatMap((types) =>
    axes.subjects.flatMap((subjects) =>
      axes.languages.flatMap((languages) =>
        axes.backfileDays.map((backfileDays) => ({
          ...(sections && { sections }),
          ...(types && { types }),
          ...(subjects && { subjects }),
          ...(languages && { languages }),
          ...(backfileDays !== undefined && { backfileDays }),
        })),
      ),
    ),
  ),
);

const listed = async (chosen: Selection[]) =>
  (await listItems(env.DB, { selections: chosen, limit: 1_000, now: NOW })).items.map(({ id }) => id).sort();
const covered = (chosen: Selection[]) =>
  items
    .filter((item) => chosen.some((selection) => covers(selection, item, NOW)))
    .map(({ id }) => id)
    .sort();

beforeAll(async () => {
  await env.DB.batch(
    items.map((item, index) =>
      env.DB.prepare(
        `INSERT INTO items (id, uri, version, version_created_ms, seq, type, pub_status, language, sections, subjects)
         VALUES (?, ?, '1', ?, ?, ?, 'usable', ?, ?, ?)`,
      ).bind(
        item.id,
        `urn:test:${item.id}`,
        item.versionCreated,
        index + 1,
        item.type,
        item.language ?? null,
        JSON.stringify(item.sections),
        JSON.stringify(item.subjects),
      ),
    ),
  );
});

describe('a list', () => {
  it('selects what the product covers, whatever the product names', { tags: 'slow' }, async () => {
    for (const selection of selections)
      expect([selection, await listed([selection])]).toEqual([selection, covered([selection])]);
  });

  it('is the union of all products, as many as a license may name', async () => {
    const narrow = selections.filter(
      (selection) => selection.sections?.length && selection.languages && selection.subjects,
    );
    for (const chosen of [narrow.slice(0, 20), narrow.slice(0, 99)])
      expect(await listed(chosen)).toEqual(covered(chosen));
    expect(narrow.length).toBeGreaterThan(20);
  });

  it('of no product is empty', async () => {
    expect(await listed([])).toEqual([]);
  });
});
