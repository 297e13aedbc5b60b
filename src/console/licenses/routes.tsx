import { Hono } from 'hono';
import { compileLicense } from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import { type Api, byId } from '../frame/api.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { ButtonLink } from '../parts/link.tsx';
import { Empty, Heading, List } from '../parts/small.tsx';
import { actionPages } from '../resources/action-pages.tsx';
import type { Action } from '../resources/area.ts';
import { listPages } from '../resources/list-pages.tsx';
import { hangingOn, type LicenseContext, licenseOf, nameOf } from './context.ts';
import { LicensePage } from './detail.tsx';
import { editPages } from './edit-routes.tsx';
import { grantPages } from './grant-routes.tsx';
import { licenseColumns, licenseFilters } from './list.tsx';
import { differencesOf, licenseInWords, membersInWords } from './sentence.ts';
import type { Draft } from './terms.ts';
import { type Compared, type Version, VersionsPage } from './versions.tsx';

export const licensePages = new Hono<ConsoleEnv>();

const DAY_MS = 86_400_000;

listPages({
  pages: licensePages,
  path: '/licenses',
  title: 'licenses.title',
  lead: 'licenses.lead',
  sorts: ['reference', 'ends'],
  controls: licenseFilters,
  load: ({ api, now }, { ending, ...query }) =>
    api.GET('/v1/admin/licenses', { params: { query: { ...query, ...endingQuery(ending, now) } as object } }),
  describe: () => ({
    empty: 'licenses.empty',
    add: { href: '/console/licenses/new', label: 'licenses.new' },
  }),
  columns: licenseColumns,
  file: {
    name: 'licenses',
    columns: ['partner', 'consent.reference', 'status', 'starts', 'ends', 'titles', 'products', 'id'],
  },
});

/** Rounded to whole days, so that the cursor stays valid on the next page. */
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

// A terminated license has no forms. What is sent all the same, the API refuses.
licensePages.use('/licenses/:id/:form{change|renew|suspend|reactivate|terminate}', async (c, next) => {
  if (c.req.method !== 'GET') return next();
  const context = await licenseOf(c);
  const { status, id, partner } = context.license;
  if (status !== 'terminated') return next();
  const content = (
    <>
      <Heading title={nameOf(context)} />
      <Empty text="licenses.stands.terminated">
        <ButtonLink href={`/console/licenses/${id}`} label="licenses.open" variant="primary" />{' '}
        <ButtonLink href={`/console/licenses/new?partner=${partner}&copy=${id}`} label="licenses.new" />
      </Empty>
    </>
  );
  return consolePage(c, { title: nameOf(context) }, content);
});

// Registered before `/licenses/:id`, which would match `new`.
licensePages.route('/', grantPages);
licensePages.route('/', editPages);

licensePages.get('/licenses/:id', async (c) => {
  const { view } = c.var;
  const context = await licenseOf(c);
  const content = <LicensePage {...context} {...(await hangingOn(context, view))} />;
  return consolePage(c, { title: nameOf(context) }, content);
});

licensePages.get('/licenses/:id/versions', async (c) => {
  const { view } = c.var;
  const context = await licenseOf(c);
  const { versions } = context.license;
  const [newest] = versions;
  if (!newest) throw new Error(`license ${context.license.id} has no version`);
  const versionNamed = (name: string) =>
    versions.find(({ version }) => String(version) === c.req.query(name));
  // The audit log links here with the time of a change.
  const { at = newest.at } = c.req.query();
  const to = versionNamed('to') ?? versions.find((version) => version.at <= at) ?? newest;
  const from = versionNamed('from') ?? versions.find(({ version }) => version === to.version - 1) ?? to;
  const [older, newer] = [from, to].map(({ terms }) => membersInWords(terms as Draft, context.names, view.t));
  const status = ({ status }: Version) =>
    status === 'active' ? view.t.word('status', status) : view.t(`licenses.stands.${status}`);
  const differences = [
    ...(from.status === to.status
      ? []
      : [{ member: 'status' as const, before: status(from), after: status(to) }]),
    ...differencesOf(older ?? {}, newer ?? {}),
  ];
  const content = (
    <VersionsPage
      license={context.license}
      title={nameOf(context)}
      before={comparedOf(from, context)}
      after={comparedOf(to, context)}
      differences={differences}
    />
  );
  return consolePage(c, { title: nameOf(context) }, content);
});

function comparedOf(version: Version, { license, partner }: LicenseContext): Compared {
  const terms = version.terms as LicenseTerms;
  const source = { id: license.id, version: version.version, terms, titles: partner.titles };
  const compiled = compileLicense(source);
  return { version, agreement: compiled.ok ? compiled.value.agreement : null };
}

const setStatus =
  (status: 'active' | 'suspended' | 'terminated') =>
  (api: Api, id: string): ReturnType<Action<Acted>['send']> =>
    api.PATCH('/v1/admin/licenses/{id}', { ...byId(id), body: { status } });

const statusAction = (name: 'suspend' | 'reactivate', status: 'suspended' | 'active'): Action<Acted> => ({
  label: `licenses.${name}`,
  lead: (_, { t }) => t(`licenses.${name}_lead`),
  effect: (_, { t }) => <List items={t(`licenses.${name}_means`).split('\n')} />,
  send: setStatus(status),
  done: `license_${status}`,
});

type Acted = LicenseContext & { id: string };

actionPages<Acted>({
  pages: licensePages,
  path: '/licenses',
  find: async (c) => ({ ...(await licenseOf(c)), id: c.req.param('id') ?? '' }),
  nameOf,
  actions: {
    suspend: { ...statusAction('suspend', 'suspended'), weight: 'click' },
    reactivate: statusAction('reactivate', 'active'),
    terminate: {
      label: 'licenses.terminate',
      weight: 'final',
      typedName: ({ license }) => license.consent.reference,
      lead: (_, { t }) => t('licenses.terminate_lead'),
      effect: ({ terms, names }, { t }) => (
        <>
          <p>{licenseInWords(terms, names, t)[0]}</p>
          <p>{t('licenses.terminate_means')}</p>
          <p>{membersInWords(terms, names, t).afterTerm ?? t('licenses.nothing_owed')}</p>
        </>
      ),
      send: setStatus('terminated'),
      done: 'license_terminated',
    },
  },
});
