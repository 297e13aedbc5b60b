/** Hostile pages take time in proportion to their size. */
import { describe, it } from 'vitest';
import { unbounded } from '../../../src/platform/budget.ts';
import { judgePage } from '../../../src/recall/reading/judge-page.ts';
import { expectLinear, repeated } from '../../support/growth.ts';
import { FERRIES, pageOf } from './articles.ts';

const COMPARED = { delivered: FERRIES, current: FERRIES, alterations: [], credits: ['Tidemark', 'a'] };
const [lead = '', vote = ''] = FERRIES.body;

describe('judging a page takes linear time', () => {
  it.each([
    ['of the article again and again', repeated(`<p>${lead}</p>`)],
    ['of pieces of it', repeated(`<p>${vote.slice(0, 40)}1</p>`)],
    ['of parts of names', repeated('Tidemarka ')],
    ['of data', repeated('<script type="json">["a b"]</script>')],
    ['of unclosed data', repeated('<script type=json>[')],
    ['of nested data', repeated('[', '<script type=json>')],
    ['of markup in data', repeated('<', '<script type=json>"', ' "</script>')],
  ])('%s', (_, page) => {
    expectLinear((text: string) => judgePage(pageOf(text), COMPARED, unbounded()), page, 400_000);
  });
});
