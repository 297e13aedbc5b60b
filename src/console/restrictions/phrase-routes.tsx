/** `/console/restrictions/phrases`: what the desk has taught the phrasebook. */
import { type Context, Hono } from 'hono';
import { answerForm } from '../forms/answer.ts';
import { EMPTY_FORM, type FormState } from '../forms/state.ts';
import { told, tried } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { PHRASE_FIELDS, PhrasesPage, TeachPage, WithdrawPhrasePage } from './phrases.tsx';

export const phrasePages = new Hono<ConsoleEnv>();

const LIST = '/console/restrictions/phrases';

phrasePages.get('/restrictions/phrases', async (c) => {
  const { view } = c.var;
  const { cursor } = c.req.query();
  const query = { ...(cursor && { cursor }) };
  const list = await told(view.api.GET('/v1/admin/phrases', { params: { query } }));
  return consolePage(c, view, { title: view.t('restrictions.phrases') }, <PhrasesPage list={list} />);
});

phrasePages.get('/restrictions/phrases/new', (c) => {
  const { view } = c.var;
  return consolePage(c, view, { title: view.t('restrictions.teach') }, <TeachPage state={EMPTY_FORM} />);
});

phrasePages.post('/restrictions/phrases/new', (c) => {
  const { api, t } = c.var.view;
  return answerForm(c, {
    title: t('restrictions.teach'),
    fields: PHRASE_FIELDS,
    send: (body) => tried(api.POST('/v1/admin/phrases', { body })),
    next: () => `${LIST}?done=phrase_taught`,
    page: (state) => <TeachPage state={state} />,
  });
});

phrasePages.get('/restrictions/phrases/:id/withdraw', async (c) => {
  const { view } = c.var;
  const page = await withdrawing(c);
  return consolePage(c, view, { title: view.t('restrictions.phrase_withdraw') }, page.of(EMPTY_FORM));
});

phrasePages.post('/restrictions/phrases/:id/withdraw', async (c) => {
  const { api, t } = c.var.view;
  const { phrase, of } = await withdrawing(c);
  return answerForm(c, {
    title: t('restrictions.phrase_withdraw'),
    name: phrase.phrase,
    send: () => tried(api.DELETE('/v1/admin/phrases/{id}', { params: { path: { id: phrase.id } } })),
    next: () => `${LIST}?done=phrase_withdrawn`,
    page: of,
  });
});

async function withdrawing(c: Context<ConsoleEnv>) {
  const path = { id: c.req.param('id') ?? '' };
  const phrase = await told(c.var.view.api.GET('/v1/admin/phrases/{id}', { params: { path } }));
  return { phrase, of: (state: FormState) => <WithdrawPhrasePage phrase={phrase} state={state} /> };
}
