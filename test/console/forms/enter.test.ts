import { expect, it } from 'vitest';
import { resolveForm } from '../../../src/console/entities/enter.ts';
import type { Field } from '../../../src/console/forms/fields.ts';
import { type Entity, EntityNames } from '../../../src/console/frame/entity-names.ts';
import type { ConsoleView } from '../../../src/console/frame/view.ts';

const PRODUCTS: Field = { kind: 'lines', path: '/products', label: 'replay.products', kinds: ['product'] };
const idOf = (index: number) => `prd_${index.toString(16).padStart(32, '0')}`;

/** A view whose API knows every id, and the questions that it was asked. */
function viewWithQuestions() {
  const questions: { ids?: string; q?: string }[] = [];
  const api = {
    GET: async (
      _path: string,
      { params: { query } }: { params: { query: { ids?: string; q?: string } } },
    ) => {
      questions.push(query);
      const items = (query.ids ?? '').split(',').map((id) => ({ id, kind: 'product', name: id }) as Entity);
      return { data: { items, more: [] }, response: new Response() };
    },
  };
  return { questions, view: { api, names: new EntityNames() } as unknown as ConsoleView };
}

function formWith(lines: string[]): FormData {
  const form = new FormData();
  form.set('/products', lines.join('\n'));
  return form;
}

it('asks for the names of all ids of a field at once', async () => {
  const { view, questions } = viewWithQuestions();
  const ids = Array.from({ length: 30 }, (_, index) => idOf(index));
  const { form, faults } = await resolveForm(view, [PRODUCTS], formWith(ids));
  expect(faults).toEqual([]);
  expect(form.get('/products')).toBe(ids.join('\n'));
  expect(questions).toEqual([{ ids: ids.join(',') }]);
});

it('looks for no more lines than a list of the API has, and leaves the others as they were typed', async () => {
  const { view, questions } = viewWithQuestions();
  const ids = Array.from({ length: 450 }, (_, index) => idOf(index));
  const { form } = await resolveForm(view, [PRODUCTS], formWith(ids));
  expect(form.get('/products')).toBe(ids.join('\n'));
  expect(questions.flatMap(({ ids: named = '' }) => named.split(','))).toEqual(ids.slice(0, 200));
});
