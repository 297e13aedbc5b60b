/** `/console/licenses`: what is licensed to whom. Reading, and the steps that stop a license, bring it back or end it. */
import { type Context, Hono } from 'hono';
import { compileLicense } from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import { sentForm } from '../forms/sent.ts';
import { EMPTY_FORM, typed } from '../forms/state.ts';
import { told } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { unconfirmed } from '../parts/confirm.tsx';
import { ListPage, readList } from '../parts/list.tsx';
import { partnersOf, productsOf } from './catalogue.ts';
import { changed, hangingOn, type LicenseContext, licenseOf, nameOf } from './context.ts';
import { LicensePage } from './detail.tsx';
import { differencesOf } from './difference.ts';
import { editPages } from './edit-routes.tsx';
import { grantPages } from './grant-routes.tsx';
import { LICENSE_SORTS, licenseColumns, licenseFilters } from './list.tsx';
import { membersInWords } from './sentence.ts';
import { StatusPage, TerminatePage } from './status.tsx';
import type { Draft } from './terms.ts';
import { type Compared, type Version, VersionsPage } from './versions.tsx';

export const licensePages = new Hono<ConsoleEnv>();

const DAY_MS = 86_400_000;

licensePages.get('/licenses', async (c) => {
  const { view } = c.var;
  const [partners, products] = await Promise.all([partnersOf(view.api), productsOf(view.api)]);
  const controls = licenseFilters(view, partners, c.req.query());
  const { query: asked, state } = readList(c, { sorts: LICENSE_SORTS, controls });
  const { ending, ...query } = asked as Record<string, string>;
  const page = await told(
    view.api.GET('/v1/admin/licenses', {
      params: { query: { ...query, ...endingQuery(ending, view.now) } as object },
    }),
  );
  const content = (
    <ListPage
      title="licenses.title"
      lead="licenses.lead"
      empty="licenses.empty"
      add={{ href: '/console/licenses/new', label: 'licenses.new' }}
      page={page}
      state={state}
      columns={licenseColumns(view, { partners, products })}
    />
  );
  return consolePage(c, view, { title: view.t('licenses.title') }, content);
});

/** By whole days, so that the next page of a list is asked for like the first. */
function endingQuery(ending: string | undefined, now: number): { endsFrom?: string; endsBefore?: string } {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  if (ending === 'over') return { endsBefore: new Date(today).toISOString() };
  const days = Number(ending);
  if (!Number.isInteger(days) || days < 1 || days > 3_660) return {};
  return {
    endsFrom: new Date(today).toISOString(),
    endsBefore: new Date(today + days * DAY_MS).toISOString(),
  };
}

// Before `/licenses/:id`: `new` is no id.
licensePages.route('/', grantPages);
licensePages.route('/', editPages);

licensePages.get('/licenses/:id', async (c) => {
  const { view } = c.var;
  const of = await licenseOf(c);
  const content = <LicensePage {...of} {...(await hangingOn(of, view))} />;
  return consolePage(c, view, { title: nameOf(of) }, content);
});

licensePages.get('/licenses/:id/versions', async (c) => {
  const { view } = c.var;
  const of = await licenseOf(c);
  const { versions } = of.license;
  const [newest] = versions;
  if (!newest) throw new Error(`license ${of.license.id} has no version`);
  const named = (name: string) => versions.find(({ version }) => String(version) === c.req.query(name));
  const after = named('to') ?? newest;
  const before = named('from') ?? versions.find(({ version }) => version === after.version - 1) ?? after;
  const [was, is] = [before, after].map(({ terms }) => membersInWords(terms as Draft, of.names, view.t));
  const status = (version: Version) => view.t.word('status', version.status);
  const differences = [
    ...(before.status === after.status
      ? []
      : [{ member: 'status' as const, before: status(before), after: status(after) }]),
    ...differencesOf(was ?? {}, is ?? {}),
  ];
  const content = (
    <VersionsPage
      license={of.license}
      title={nameOf(of)}
      before={comparedOf(before, of)}
      after={comparedOf(after, of)}
      differences={differences}
    />
  );
  return consolePage(c, view, { title: nameOf(of) }, content);
});

function comparedOf(version: Version, { license, partner }: LicenseContext): Compared {
  const terms = version.terms as LicenseTerms;
  const source = { id: license.id, version: version.version, terms, titles: partner.titles };
  const compiled = compileLicense(source);
  return { version, agreement: compiled.ok ? compiled.value.agreement : null };
}

const STEPS = { suspend: 'suspended', reactivate: 'active' } as const;

for (const step of ['suspend', 'reactivate'] as const) {
  licensePages.get(`/licenses/:id/${step}`, async (c) => {
    const of = await licenseOf(c);
    const content = <StatusPage of={of} state={EMPTY_FORM} to={step} />;
    return consolePage(c, c.var.view, { title: nameOf(of) }, content);
  });
  licensePages.post(`/licenses/:id/${step}`, async (c) => {
    const { view } = c.var;
    const of = await licenseOf(c);
    const problem = await changed(view, of.license.id, { status: STEPS[step] });
    if (!problem) return doneAt(c, of, `license_${STEPS[step]}`);
    const state = typed(new FormData(), { problem });
    const sheet = { title: nameOf(of), status: problem.status as 409 };
    return consolePage(c, view, sheet, <StatusPage of={of} state={state} to={step} />);
  });
}

const owedIn = ({ terms, names }: LicenseContext, c: Context<ConsoleEnv>) =>
  membersInWords(terms, names, c.var.view.t).afterTerm;

licensePages.get('/licenses/:id/terminate', async (c) => {
  const of = await licenseOf(c);
  const content = <TerminatePage of={of} state={EMPTY_FORM} owed={owedIn(of, c)} />;
  return consolePage(c, c.var.view, { title: nameOf(of) }, content);
});

licensePages.post('/licenses/:id/terminate', async (c) => {
  const { view } = c.var;
  const of = await licenseOf(c);
  const form = await sentForm(c);
  const wrong = unconfirmed(form, of.license.consent.reference);
  const problem = wrong ? null : await changed(view, of.license.id, { status: 'terminated' });
  if (!wrong && !problem) return doneAt(c, of, 'license_terminated');
  const state = wrong ?? typed(form, problem ? { problem } : {});
  const sheet = { title: nameOf(of), status: (problem?.status ?? 400) as 400 };
  return consolePage(c, view, sheet, <TerminatePage of={of} state={state} owed={owedIn(of, c)} />);
});

function doneAt(c: Context<ConsoleEnv>, { license }: LicenseContext, done: string): Response {
  return c.redirect(`/console/licenses/${license.id}?done=${done}`, 303);
}
