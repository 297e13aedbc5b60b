import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { entityControlsIn, resolveIds } from '../entities/address.tsx';
import { resolveForm } from '../entities/enter.ts';
import type { Field } from '../forms/fields.ts';
import { parseJson, readForm, UNSENT } from '../forms/read.ts';
import { sentForm } from '../forms/sent.ts';
import { type FormState, filled, submitted } from '../forms/state.ts';
import { type ApiFailure, malformed, movedFaults, toResult } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { type CopiedLicense, licenseNamed } from '../licenses/catalogue.ts';
import { monthAt, type PeriodQuery, periodQuery } from '../parts/period-choices.ts';
import { COPY, COPY_FIELDS, priceFields, REPLAY_FIELDS, TEXTS } from './fields.ts';
import { QueryPage, type QueryProps } from './pages.tsx';
import { PriceResult } from './price-result.tsx';
import { currencyFaults, money, priceQuestion, replayQuestion, unreadTexts } from './questions.ts';
import { ReplayResult } from './replay-result.tsx';

export const replayPages = new Hono<ConsoleEnv>();

type Page = Context<ConsoleEnv>;

interface Submission {
  body: Record<string, unknown>;
  period: PeriodQuery;
  more: object;
}

/** `more`: position of the next part of the log. */
type ReplayPart = { ok: true; result: Child; more: QueryProps['more'] };

interface Question {
  kind: QueryProps['kind'];
  title: MessageKey;
  fields(view: ConsoleView, copied?: CopiedLicense): Field[];
  load(view: ConsoleView, submission: Submission, copied?: CopiedLicense): Promise<ReplayPart | ApiFailure>;
}

const REPLAY: Question = {
  kind: 'replay',
  title: 'replay.title',
  fields: () => REPLAY_FIELDS,
  load: async ({ api }, { body, period, more }) => {
    const request = { body: { ...replayQuestion(body, period), ...more } as never };
    const answer = await toResult(api.POST('/v1/audit/replay', request));
    if (!answer.ok) return { ok: false, problem: movedFaults(answer.problem, '/change/restrictions', TEXTS) };
    const { value } = answer;
    const result = <ReplayResult answer={value} unread={unreadTexts(body, value.warnings ?? [])} />;
    return { ok: true, more: value.continue, result };
  },
};

const PRICE: Question = {
  kind: 'price',
  title: 'replay.price',
  fields: ({ t }, copied) => priceFields(t, copied?.uses),
  load: async ({ api, now, t }, { body, period, more }, copied) => {
    const faults = currencyFaults(body);
    if (faults.length > 0) return malformed(faults);
    const request = { body: { ...priceQuestion(body, period, now, copied), ...more } as never };
    const answer = await toResult(api.POST('/v1/audit/price', request));
    if (!answer.ok) return answer;
    const { value } = answer;
    const result = <PriceResult answer={value} amount={money(body, t.language)} />;
    return { ok: true, more: value.continue, result };
  },
};

for (const [path, question] of [
  ['/replay', REPLAY],
  ['/replay/price', PRICE],
] as const) {
  const { kind, title } = question;
  const page = (c: Page, props: Omit<QueryProps, 'kind'>, status = 200) =>
    consolePage(
      c,
      { title: c.var.view.t(title), isForm: true, status: status as 200 },
      <QueryPage kind={kind} {...props} />,
    );

  replayPages.get(path, resolveIds(entityControlsIn(COPY_FIELDS)), async (c) => {
    const { view } = c.var;
    const copied = await licenseNamed(view.api, c.req.query(COPY));
    const fields = question.fields(view, copied);
    const start = { filter: c.req.query(), ...(copied && { terms: copied, basis: { license: copied.id } }) };
    const state = filled(fields, start, view.zone);
    if (copied) state.values.set('/terms/products', [await productLines(view, copied)]);
    return page(c, { fields, state, copied, period: periodQuery(c.req.query(), monthAt(view.now)) });
  });

  replayPages.post(path, async (c) => {
    const { view } = c.var;
    const form = await sentForm(c);
    const copied = await licenseNamed(view.api, form.get(COPY));
    const fields = question.fields(view, copied);
    const period = periodTyped(submitted(form), view.now);
    const formPage = (state: FormState, status = 400) => page(c, { fields, state, copied, period }, status);
    if (form.has(UNSENT)) return formPage(submitted(form), 200);
    const resolved = await resolveForm(view, fields, form);
    if (resolved.faults.length > 0) return formPage(submitted(form, resolved));
    const parsed = readForm(fields, resolved.form, { zone: view.zone, emptied: 'absent' });
    if (!parsed.ok) return formPage(submitted(form, parsed));
    const position = parseJson(form.get('continue'));
    const submission = { body: parsed.body, period, more: position ? { continue: position } : {} };
    const answer = await question.load(view, submission, copied);
    if (!answer.ok) return formPage(submitted(form, { problem: answer.problem }), answer.problem.status);
    const { more, result: children } = answer;
    return page(c, { fields, state: submitted(form), copied, period, form, more, children });
  });
}

/** The form lists products by their names. */
async function productLines({ api, names }: ConsoleView, { products = [] }: CopiedLicense): Promise<string> {
  await names.load(api, products);
  return products.map((id) => names.get(id)?.name ?? id).join('\n');
}

function periodTyped({ values }: FormState, now: number): PeriodQuery {
  const first = Object.fromEntries([...values].map(([name, [value = '']]) => [name, value]));
  return periodQuery(first, monthAt(now));
}
