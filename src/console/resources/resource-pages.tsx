/** Pages of a resource type: list, create, detail, edit and actions. */
import { type Context, Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { formRoutes } from '../forms/answer.ts';
import { askingQuery, Form, type FormProps } from '../forms/form.tsx';
import { versionField } from '../forms/form-version.ts';
import { filled } from '../forms/state.ts';
import { toResult, unwrap } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { acceptRepeat, onceField, onceHeader } from '../parts/idempotency.ts';
import { ButtonLink } from '../parts/link.tsx';
import { missingNotice, requireAny } from '../parts/missing.tsx';
import { Heading } from '../parts/small.tsx';
import { actionPages } from './action-pages.tsx';
import type { Area, AreaForm } from './area.ts';
import { type Collection, type Created, collectionOf, type Resource } from './collection.ts';
import { listPages } from './list-pages.tsx';

type Page = Context<ConsoleEnv>;

export function resourcePages<C extends Collection>(area: Area<C>): Hono<ConsoleEnv> {
  type R = Resource<C>;
  const { name, path, nameOf, titleOf = nameOf, needs = [], create, edit, show, actions } = area;
  const pages = new Hono<ConsoleEnv>();
  const list = `/console${path}`;
  const pageOf = ({ id }: R) => (show ? `${list}/${id}` : list);
  const api = (c: Page) => collectionOf(c.var.view.api, area.api);
  const find = async (c: Page): Promise<R> => {
    const resource: R = await unwrap(api(c).find(c.req.param('id')));
    if (area.idsIn) await c.var.view.names.load(c.var.view.api, area.idsIn(resource));
    return resource;
  };

  const { top, ...listed } = area.list;
  listPages<R>({
    ...{ pages, path, title: `${name}.title`, lead: `${name}.lead` },
    ...listed,
    load: (view, query) => collectionOf(view.api, area.api).list(query),
    describe: async (c, result, { controls, isNarrowed }) => {
      const isEmpty = result?.items.length === 0 && !isNarrowed;
      const [needed] = needs;
      const notice = needed && isEmpty ? await missingNotice(c.var.view, needed) : null;
      const filters = controls.flatMap(({ name: control, value }) => (value ? [[control, value]] : []));
      const query = filters.length > 0 ? `?${new URLSearchParams(filters)}` : '';
      const add = notice ? null : { href: `${list}/new${query}`, label: `${name}.new` as const };
      return { empty: `${name}.empty`, missing: notice, add, top };
    },
  });

  if (needs.length > 0) pages.use(`${path}/new`, requireAny(`${name}.new`, ...needs));
  formRoutes<Created<C> | 'before'>(pages, `${path}/new`, async (c) => {
    const title = c.var.view.t(`${name}.new`);
    const form = await create.form(c);
    return {
      title,
      ...form,
      send: async (sent, form) => {
        const body = create.bodyOf?.(sent) ?? sent;
        return acceptRepeat(await toResult(api(c).create(body, onceHeader(form), askingQuery(form))));
      },
      next: (created) => {
        if (created === 'before') return `${list}?done=${create.repeated ?? 'not_made_twice'}`;
        const answer = create.answer?.(created);
        if (answer) return consolePage(c, { title }, answer);
        return `${pageOf(created as unknown as R)}?done=${create.done}`;
      },
      page: (state) => (
        <FormPage
          {...form}
          title={title}
          state={state}
          submit={`${name}.new`}
          cancel={list}
          hidden={onceField(state)}
        />
      ),
    };
  });

  if (show)
    pages.get(`${path}/:id`, async (c) => {
      const { view } = c.var;
      const resource = await find(c);
      const offered = Object.entries(actions).filter(([, { isOffered }]) => isOffered?.(resource) ?? true);
      const buttons = [
        ...(edit && (edit.isOffered?.(resource) ?? true) ? [['change', 'form.edit'] as const] : []),
        ...offered.map(([action, { label }]) => [action, label] as const),
      ];
      const content = (
        <>
          <Heading title={titleOf(resource, view)} lead={area.leadOf?.(resource, view)}>
            {buttons.map(([action, label]) => (
              <ButtonLink href={`${pageOf(resource)}/${action}`} label={label} />
            ))}
          </Heading>
          {await show(resource, view)}
        </>
      );
      return consolePage(c, { title: titleOf(resource, view) }, content);
    });

  if (edit)
    formRoutes(pages, `${path}/:id/change`, async (c) => {
      const { view } = c.var;
      const resource = await find(c);
      const form = await edit.form(resource, view);
      const title = view.t('form.edit_name', { name: nameOf(resource, view) });
      const version = 'updated' in resource ? resource.updated : '';
      return {
        title,
        ...form,
        start: filled(form.fields, resource, view.zone),
        emptied: 'null',
        version,
        send: (body, form) => toResult(api(c).change(resource.id, body, askingQuery(form))),
        next: () => `${pageOf(resource)}?done=${edit.done}`,
        page: (state) => (
          <FormPage
            {...form}
            title={title}
            state={state}
            submit="form.save"
            cancel={pageOf(resource)}
            hidden={versionField(state, version)}
          />
        ),
      };
    });

  actionPages<R>({ pages, path, find, nameOf, actions, pageOf });
  return pages;
}

const FormPage: FC<{ title: string } & Pick<AreaForm, 'lead' | 'note'> & FormProps> = ({
  title,
  lead,
  note,
  ...form
}) => (
  <>
    <Heading title={title} lead={lead} />
    {note}
    <Form {...form} />
  </>
);
