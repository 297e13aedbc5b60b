/** Handles a submitted form: parses it, calls the API, and redirects or shows the form again with faults. */
import type { Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { resolveForm } from '../entities/enter.ts';
import { type ApiFailure, type Fault, faultOf, malformed } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { unconfirmed } from '../parts/confirm.tsx';
import { type Field, flat } from './fields.ts';
import { isStale, stale } from './form-version.ts';
import { readForm, UNSENT } from './read.ts';
import { sentForm } from './sent.ts';
import { EMPTY_FORM, type FormState, firstOfEach, submitted } from './state.ts';

interface Submission<T> {
  title: string;
  fields?: Field[];
  /** Meaning of an emptied field: see `readForm`. */
  emptied?: 'absent' | 'null';
  version?: string | number;
  /** Names of which one is to be typed as confirmation (parts/confirm.tsx). */
  confirmedBy?: string[];
  /** Checks before the API call, in addition to the API's own. */
  faults?: ((body: never, form: FormData) => Fault[] | Promise<Fault[]>) | undefined;
  send: (body: never, form: FormData) => Promise<{ ok: true; value: T } | ApiFailure>;
  next: (value: T) => string | Response | Promise<Response>;
  page: (state: FormState) => Child;
}

/** Routes of a form: GET shows it as it starts, POST handles it. */
export function formRoutes<T>(
  pages: Hono<ConsoleEnv>,
  path: string,
  prepare: (c: Context<ConsoleEnv>) => Promise<Submission<T> & { start?: FormState | undefined }>,
): void {
  pages.get(path, async (c) => {
    const { title, page, start = EMPTY_FORM } = await prepare(c);
    return consolePage(c, { title }, page(start));
  });
  pages.post(path, async (c) => answerForm(c, await prepare(c)));
}

export async function answerForm<T>(c: Context<ConsoleEnv>, submission: Submission<T>): Promise<Response> {
  const { title, fields = [], emptied = 'absent', confirmedBy, version } = submission;
  const { view } = c.var;
  const form = await sentForm(c);
  const formPage = (state: FormState, status: number) =>
    consolePage(c, { title, isForm: true, status: status as 400 }, submission.page(state));
  if (form.has(UNSENT)) return formPage(submitted(form), 200);
  const refused = confirmedBy ? unconfirmed(form, confirmedBy) : null;
  const resolved = await resolveForm(view, fields, form);
  const parsed = readForm(fields, resolved.form, { zone: view.zone, emptied });
  if (!parsed.ok && parsed.addedRow !== undefined) return formPage(submitted(form, parsed), 200);
  const unread = [...resolved.faults, ...(parsed.ok ? [] : parsed.faults)];
  if (refused) {
    const empty = flat(fields).filter(
      ({ path, required }) => required && !String(form.get(path) ?? '').trim(),
    );
    const missing = empty.map(({ path }) => faultOf(path, 'missing'));
    return formPage(
      { ...refused, hits: resolved.hits, faults: firstOfEach([...unread, ...missing, ...refused.faults]) },
      400,
    );
  }
  if (resolved.faults.length > 0) return formPage(submitted(form, { ...resolved, faults: unread }), 400);
  if (version !== undefined && isStale(form, version)) {
    const problem = stale(view.t);
    return formPage(submitted(form, { problem }), problem.status);
  }
  const faults = (await submission.faults?.(parsed.body as never, form)) ?? [];
  const answer = faults.length > 0 ? malformed(faults) : await submission.send(parsed.body as never, form);
  if (!answer.ok)
    return formPage(submitted(form, { problem: answer.problem, faults: unread }), answer.problem.status);
  const next = submission.next(answer.value);
  return typeof next === 'string' ? c.redirect(next, 303) : next;
}
