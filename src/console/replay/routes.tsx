/** `/console/replay`: what would have been, had rules been others; and what a draft license would have come to. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import type { Field } from '../forms/fields.ts';
import { readForm } from '../forms/read.ts';
import { sentForm } from '../forms/sent.ts';
import { EMPTY_FORM, type FormState, typed } from '../forms/state.ts';
import { told, tried } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { licenseOptions, namesOf } from '../parts/parties.tsx';
import { monthAt, type PeriodAsked, periodAsked } from '../parts/period.tsx';
import { priceFields, replayFields, TEXTS } from './fields.ts';
import { AskPage } from './pages.tsx';
import { PriceResult } from './price-result.tsx';
import { money, priceQuestion, replayQuestion } from './questions.ts';
import { ReplayResult } from './replay-result.tsx';

export const replayPages = new Hono<ConsoleEnv>();

type Page = Context<ConsoleEnv>;

/** Where the license editor of the desk has products, an auditor types their ids. */
async function choicesOf({ api, session }: ConsoleView) {
  const [licenses, products] = await Promise.all([
    licenseOptions(api),
    session.role === 'auditor'
      ? undefined
      : told(api.GET('/v1/admin/products', { params: { query: { limit: 200 } } })),
  ]);
  return {
    licenses,
    ...(products && { products: products.items.map(({ id, name }) => ({ value: id, label: name })) }),
  };
}

interface Sent {
  form: FormData;
  body: Record<string, unknown>;
  period: PeriodAsked;
  /** Of the part of the log that was gone through before. */
  more: object;
}

/** Null: what was sent is no question; the state says why. */
function sentIn(form: FormData, fields: Field[], view: ConsoleView): Sent | FormState {
  const read = readForm(fields, form, { zone: view.zone, emptied: 'absent' });
  if (!read.ok) return typed(form, read);
  const period = periodAsked(Object.fromEntries(form) as Record<string, string>, monthAt(view.now));
  return { form, body: read.body, period, more: moreIn(form) };
}

function moreIn(form: FormData): object {
  try {
    const more: unknown = JSON.parse(String(form.get('continue') ?? ''));
    return { continue: more };
  } catch {
    return {};
  }
}

const isSent = (sent: Sent | FormState): sent is Sent => 'body' in sent;

replayPages.get('/replay', async (c) => {
  const { view } = c.var;
  const choices = await choicesOf(view);
  const { license } = c.req.query();
  const state = license ? { ...EMPTY_FORM, values: new Map([['/filter/license', [license]]]) } : EMPTY_FORM;
  return consolePage(
    c,
    view,
    { title: view.t('replay.title') },
    <AskPage
      of="replay"
      fields={replayFields(choices)}
      state={state}
      period={periodAsked(c.req.query(), monthAt(view.now))}
    />,
  );
});

replayPages.post('/replay', async (c) => {
  const { view } = c.var;
  const form = await sentForm(c);
  const choices = await choicesOf(view);
  const fields = replayFields(choices);
  const sent = sentIn(form, fields, view);
  if (!isSent(sent)) return refused(c, 'replay', fields, sent);
  const { body, period, more } = sent;
  const answer = await tried(
    view.api.POST('/v1/audit/replay', { body: { ...replayQuestion(body, period), ...more } as never }),
  );
  if (!answer.ok) {
    // Which of the texts is at fault is said in words: they are lines of one field.
    const errors = answer.problem.errors?.map((fault) =>
      fault.path.startsWith('/change/restrictions') ? { ...fault, path: TEXTS } : fault,
    );
    const problem = { ...answer.problem, ...(errors && { errors }) };
    return refused(c, 'replay', fields, typed(form, { problem }), problem.status);
  }
  const { units, examples } = answer.value.totals;
  const names = await namesOf(
    view.api,
    [...units, ...examples].map((row) => row.license),
  );
  return consolePage(
    c,
    view,
    { title: view.t('replay.title') },
    <AskPage
      of="replay"
      fields={fields}
      state={typed(form)}
      period={period}
      form={form}
      more={answer.value.continue}
    >
      <ReplayResult answer={answer.value} names={names} />
    </AskPage>,
  );
});

replayPages.get('/replay/price', async (c) => {
  const { view } = c.var;
  const fields = priceFields(await choicesOf(view), view.t);
  const period = periodAsked(c.req.query(), monthAt(view.now));
  return consolePage(
    c,
    view,
    { title: view.t('replay.price') },
    <AskPage of="price" fields={fields} state={EMPTY_FORM} period={period} />,
  );
});

replayPages.post('/replay/price', async (c) => {
  const { view } = c.var;
  const form = await sentForm(c);
  const fields = priceFields(await choicesOf(view), view.t);
  const sent = sentIn(form, fields, view);
  if (!isSent(sent)) return refused(c, 'price', fields, sent);
  const { body, period, more } = sent;
  const answer = await tried(
    view.api.POST('/v1/audit/price', {
      body: { ...priceQuestion(body, period, view.now), ...more } as never,
    }),
  );
  if (!answer.ok)
    return refused(c, 'price', fields, typed(form, { problem: answer.problem }), answer.problem.status);
  return consolePage(
    c,
    view,
    { title: view.t('replay.price') },
    <AskPage
      of="price"
      fields={fields}
      state={typed(form)}
      period={period}
      form={form}
      more={answer.value.continue}
    >
      <PriceResult answer={answer.value} amount={money(body, view.t.language)} />
    </AskPage>,
  );
});

function refused(c: Page, of: 'replay' | 'price', fields: Field[], state: FormState, status = 400) {
  const { view } = c.var;
  const period = periodAsked(
    Object.fromEntries([...state.values].map(([name, [value = '']]) => [name, value])),
    monthAt(view.now),
  );
  return consolePage(
    c,
    view,
    { title: view.t(of === 'replay' ? 'replay.title' : 'replay.price'), status: status as 400 },
    <AskPage of={of} fields={fields} state={state} period={period} />,
  );
}
