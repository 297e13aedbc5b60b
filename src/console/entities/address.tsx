/**
 * Pages whose filters are in the address. Typed names are resolved to ids by a redirect, so that an address
 * means the same to everyone. A name that matches nothing or several entities is asked about, never treated
 * as empty.
 */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { FC } from 'hono/jsx';
import { type Field, flat } from '../forms/fields.ts';
import type { Entity } from '../frame/entity-names.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { consolePage } from '../frame/page.tsx';
import { type ConsoleEnv, useView } from '../frame/view.ts';
import { periodName } from '../parts/period-choices.ts';
import { RANGES } from '../parts/ranges.ts';
import { Facts, Heading, Hidden, Submit } from '../parts/small.tsx';
import { EntityInput } from './input.tsx';
import { type EntityQuery, ID_SUFFIX, PICK_SUFFIX, resolveEntity, unresolved } from './resolve.ts';

export interface EntityControl extends EntityQuery {
  name: string;
  label: MessageKey;
  required?: boolean | undefined;
}

export const entityControlsIn = (fields: Field[]): EntityControl[] =>
  flat(fields).flatMap((field) =>
    field.kind === 'entity' ? [{ ...field, name: field.name ?? field.path }] : [],
  );

interface Unclear extends EntityControl {
  text: string;
  hits: Entity[];
  message: string;
}

/** Redirects to an address with ids, or asks which entity is meant, unless the address has only ids. */
export const resolveIds = (controls: EntityControl[] | ((c: Context<ConsoleEnv>) => EntityControl[])) =>
  createMiddleware<ConsoleEnv>(
    async (c, next) =>
      (await answerTo(c, Array.isArray(controls) ? controls : controls(c))) ?? (await next()),
  );

async function answerTo(c: Context<ConsoleEnv>, controls: EntityControl[]): Promise<Response | null> {
  const { view } = c.var;
  const params = view.url.searchParams;
  const query = new URLSearchParams(params);
  const resolutions = await Promise.all(
    controls.map(async (control) => {
      const { name } = control;
      const text = params.get(name) ?? '';
      const [hidden, pick] = [ID_SUFFIX, PICK_SUFFIX].map((suffix) => params.get(name + suffix) ?? undefined);
      for (const suffix of [ID_SUFFIX, PICK_SUFFIX]) query.delete(name + suffix);
      return { control, text, resolved: await resolveEntity(view, control, { text, hidden, pick }) };
    }),
  );
  const unclear = resolutions.flatMap(({ control, text, resolved }): Unclear[] => {
    if ('hits' in resolved) {
      const { message } = unresolved(view, control.name, control, text.trim(), resolved.hits);
      return [{ ...control, text, hits: resolved.hits, message }];
    }
    if (resolved.id !== text) query.set(control.name, resolved.id);
    return [];
  });
  const href = `${view.url.pathname}?${query}`;
  if (unclear.length === 0) return String(query) === String(params) ? null : c.redirect(href, 303);
  // A fragment cannot ask, so htmx loads the whole page.
  if (c.req.header('HX-Request') !== undefined) return c.body(null, 204, { 'HX-Redirect': href });
  const page = <ClarifyPage unclear={unclear} query={query} />;
  return consolePage(c, { title: view.t('entities.which'), status: 400 }, page);
}

function periodIn(query: URLSearchParams, t: Translate): string | undefined {
  const range = RANGES.find((name) => name === query.get('range'));
  const [from, to] = [query.get('from'), query.get('to')];
  return range ? t(`range.${range}`) : from && to ? periodName(`${from}/${to}`, t) : undefined;
}

const ClarifyPage: FC<{ unclear: Unclear[]; query: URLSearchParams }> = ({ unclear, query }) => {
  const { t, url } = useView();
  const period = periodIn(query, t);
  const otherParams = [...query].filter(([param]) => unclear.every(({ name }) => name !== param));
  return (
    <>
      <Heading title={t('entities.which')} lead={t('entities.which_lead')} />
      {period && <Facts rows={[['period.label', period]]} />}
      <form method="get" action={url.pathname} class="form">
        <Hidden values={otherParams} />
        {unclear.map(({ name, label, text, hits, kinds, message }, index) => (
          <div class="field">
            <label for={`which-${name}`}>{t(label)}</label>
            <p class="fault" id={`which-${name}-fault`} role="alert">
              {message}
            </p>
            <EntityInput
              id={`which-${name}`}
              name={name}
              kinds={kinds}
              value={text}
              hits={hits}
              autofocus={index === 0}
              wiring={{ 'aria-describedby': `which-${name}-fault`, 'aria-invalid': 'true' }}
            />
          </div>
        ))}
        <div class="buttons">
          <Submit text={t('entities.continue')} tone="primary" />
          {!unclear.some(({ required }) => required) && (
            <a href={`${url.pathname}?${new URLSearchParams(otherParams)}`}>
              {t('entities.without', { fields: t.list(unclear.map(({ label }) => t(label))) })}
            </a>
          )}
        </div>
      </form>
    </>
  );
};
