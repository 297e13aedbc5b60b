/** A form that was sent: read, asked of the API, and either gone on from or shown once more as it was typed, with what is wrong. */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { enterEntities } from '../entities/enter.ts';
import { type Fault, malformed, type Refused } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { unconfirmed } from '../parts/confirm.tsx';
import type { Field } from './fields.ts';
import { readForm } from './read.ts';
import { isStale, stale } from './seen.ts';
import { sentForm } from './sent.ts';
import { type FormState, typed } from './state.ts';

interface Sent<T> {
  /** Of the page. */
  title: string;
  fields?: Field[];
  /** What an emptied field means: see `readForm`. */
  emptied?: 'absent' | 'null';
  /** Of what is changed, as it is now: see forms/seen.ts. */
  version?: string | number;
  /** What has to be typed for it to be done at all (parts/confirm.tsx). */
  name?: string;
  /** What is wrong with the form besides what the API finds, or is asked before the API has it. */
  faults?: ((body: never, form: FormData) => Fault[] | Promise<Fault[]>) | undefined;
  /** Asks the API; `body` is what its schema will judge. */
  send: (body: never, form: FormData) => Promise<{ ok: true; value: T } | Refused>;
  /** Where it leads, or the page that answers. */
  next: (value: T) => string | Response | Promise<Response>;
  /** The form, as it now stands. */
  page: (state: FormState) => Child;
}

export async function answerForm<T>(c: Context<ConsoleEnv>, sent: Sent<T>): Promise<Response> {
  const { title, fields = [], emptied = 'absent', name, version } = sent;
  const { view } = c.var;
  const form = await sentForm(c);
  const formPage = (state: FormState, status: number) =>
    consolePage(c, { title, isForm: true, status: status as 400 }, sent.page(state));
  const refused = name === undefined ? null : unconfirmed(form, name);
  const entered = await enterEntities(view, fields, form);
  const read = readForm(fields, entered.form, { zone: view.zone, emptied });
  if (!read.ok && read.added !== undefined) return formPage(typed(form, read), 200);
  const unread = [...entered.faults, ...(read.ok ? [] : read.faults)];
  if (refused) return formPage({ ...refused, faults: [...unread, ...refused.faults] }, 400);
  if (entered.faults.length > 0) return formPage(typed(form, { ...entered, faults: unread }), 400);
  if (version !== undefined && isStale(form, version)) {
    const problem = stale(view.t);
    return formPage(typed(form, { problem }), problem.status);
  }
  const found = (await sent.faults?.(read.body as never, form)) ?? [];
  const answer = found.length > 0 ? malformed(found) : await sent.send(read.body as never, form);
  if (!answer.ok)
    return formPage(typed(form, { problem: answer.problem, faults: unread }), answer.problem.status);
  const next = sent.next(answer.value);
  return typeof next === 'string' ? c.redirect(next, 303) : next;
}
