/** Actions on a resource, each on a page that states its effect. */
import type { Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { formRoutes } from '../forms/answer.ts';
import { type FormState, filled } from '../forms/state.ts';
import { toResult } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { Confirm } from '../parts/confirm.tsx';
import { acceptRepeat, onceField, onceHeader } from '../parts/idempotency.ts';
import { firstWords, shortName } from '../parts/short-name.ts';
import { Heading } from '../parts/small.tsx';
import type { Action } from './area.ts';

type Page = Context<ConsoleEnv>;

/** Of a name in the heading, which has to distinguish two licenses of one partner. */
const NAME_CHARS_MAX = 120;

interface Acting<R> {
  pages: Hono<ConsoleEnv>;
  path: string;
  find(c: Page): Promise<R>;
  nameOf(resource: R, view: ConsoleView): string;
  actions: Record<string, Action<R>>;
  pageOf?(resource: R): string;
}

export function actionPages<R extends { id: string }>(options: Acting<R>) {
  const { pages, path, find, nameOf, actions } = options;
  const pageOf = options.pageOf ?? (({ id }: R) => `/console${path}/${id}`);
  for (const [name, action] of Object.entries(actions)) {
    const { weight, done, onto = '' } = action;
    formRoutes<unknown>(pages, `${path}/:id/${name}`, async (c) => {
      const { view } = c.var;
      const resource = await find(c);
      const name = nameOf(resource, view);
      const label = action.labelOf?.(resource, view) ?? action.label;
      const title = view.t(`${label}_question`, { name: firstWords(name, NAME_CHARS_MAX) });
      const [intro, effect] = [await action.before?.(resource, view), await action.effect(resource, view)];
      const requiredName =
        weight === 'stops' || weight === 'final'
          ? (action.typedName?.(resource, view) ?? shortName(name))
          : undefined;
      const fields = action.fields?.(resource, view) ?? [];
      const page = (state: FormState): Child => (
        <>
          <Heading title={title} lead={action.lead?.(resource, view)} />
          {intro}
          <Confirm
            {...(requiredName !== undefined && { name: requiredName, undoable: weight === 'stops' })}
            danger={weight !== undefined}
            submit={`${label}_do`}
            cancel={pageOf(resource)}
            state={state}
            fields={fields}
            last={action.last?.(resource, view)}
            hidden={action.repeated === undefined ? {} : onceField(state)}
          >
            {effect}
          </Confirm>
        </>
      );
      return {
        title,
        ...(requiredName !== undefined && { confirmedBy: [requiredName, name] }),
        fields,
        start: action.changes ? filled(fields, resource, view.zone) : action.start,
        emptied: action.changes ? 'null' : 'absent',
        faults: (body) => action.faults?.(resource, body, view) ?? [],
        send: async (body, form) =>
          acceptRepeat(await toResult(action.send(view.api, resource.id, body, onceHeader(form)))),
        next: (created) => {
          if (created === 'before') return `${pageOf(resource)}?done=${action.repeated}`;
          const answer = action.answer?.(created, resource);
          if (answer) return consolePage(c, { title: name }, answer);
          return `${pageOf(resource)}${onto}?done=${done}`;
        },
        page,
      };
    });
  }
}
