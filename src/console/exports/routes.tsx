/** `/console/exports`: the log as files, and evidence for third parties. */
import { type Context, Hono } from 'hono';
import type { Child, FC } from 'hono/jsx';
import { LogFilter } from '../deliveries/filter-form.tsx';
import { entityControls, type FilterName } from '../deliveries/filters.ts';
import { resolveIds } from '../entities/address.tsx';
import { ApiError, type Fault, faultOf } from '../frame/api.ts';
import { asStream, download, downloadLog } from '../frame/download.ts';
import { toInstant } from '../frame/instant.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { consolePage } from '../frame/page.tsx';
import { type ConsoleEnv, useView } from '../frame/view.ts';
import { missingNotice, requireAny } from '../parts/missing.tsx';
import { PeriodDays, PeriodFields } from '../parts/period.tsx';
import { periodQuery, periodSlug, toPeriod } from '../parts/period-choices.ts';
import { instantsOfDays } from '../parts/ranges.ts';
import { Code, Heading, List, Section } from '../parts/small.tsx';

/** Filters of the log export, without the period. */
const LOG_FILTERS: FilterName[] = ['license', 'partner', 'article', 'key', 'kind', 'outcome', 'code', 'env'];

const PARTS = ['entries', 'policies', 'proofs', 'manifest', 'checker'] as const;

interface ExportsProps {
  query: Record<string, string>;
  faults: Partial<Record<'log' | 'license' | 'article', Fault[]>>;
  /** Shown instead of the article's form if there are no articles. */
  noArticle: Child | null;
}

const ExportsPage: FC<ExportsProps> = ({ query, faults, noArticle }) => {
  const { t, url } = useView();
  const logQuery = query.pack === undefined ? query : {};
  return (
    <>
      <Heading title={t('exports.title')} lead={t('exports.lead')} />
      <Section title={t('exports.log')} id="log">
        <p>{t('exports.log_contains')}</p>
        <form class="filters" method="get" action="/console/exports/log">
          <CheckByEnter anchor="log" />
          <PeriodFields query={periodQuery(logQuery, '')} zone="period.yours" anyTime faults={faults.log} />
          {LOG_FILTERS.map((name) => (
            <LogFilter name={name} value={logQuery[name] ?? ''} faults={faults.log} />
          ))}
          <div class="buttons whole">
            <button type="submit" name="as" value="ndjson" class="primary">
              {t('reports.as', { format: 'NDJSON' })}
            </button>
            <button type="submit" name="as" value="csv">
              {t('reports.as', { format: 'CSV' })}
            </button>
            <span class="soft">{t('export.spreadsheet')}</span>
          </div>
        </form>
        <Check about="exports.log_check" text={LOG_CHECK} />
      </Section>
      <Section title={t('exports.evidence')} id="evidence">
        <p>{t('exports.evidence_contains')}</p>
        <List items={PARTS.map((part) => t(`exports.part_${part}`))} />
        <div class="columns">
          <EvidenceLink kind="license" query={query} faults={faults.license} />
          {noArticle ?? <EvidenceLink kind="article" query={query} faults={faults.article} />}
        </div>
        <Check about="exports.evidence_check" text={packCheck(url.origin)} />
      </Section>
    </>
  );
};

/** Enter in a field presses the form's first button, so it names what was typed, and downloads nothing. */
const CheckByEnter: FC<{ anchor: string; pack?: string }> = ({ anchor, pack }) => (
  <button type="submit" hidden formaction={`/console/exports#${anchor}`} name={pack && 'pack'} value={pack} />
);

interface EvidenceProps {
  kind: 'license' | 'article';
  query: Record<string, string>;
  faults: Fault[] | undefined;
}

const EvidenceLink: FC<EvidenceProps> = ({ kind, query, faults }) => {
  const { t } = useView();
  // Other forms do not share the days of the one that was sent. Only that has faults.
  const dayOf = (name: 'from' | 'to') => ((faults || query.pack === kind) && query[name]) || '';
  return (
    <div class="card">
      <h3>{t(`exports.of_${kind}`)}</h3>
      <form method="get" action="/console/exports/evidence">
        <CheckByEnter anchor="evidence" pack={kind} />
        <LogFilter idPrefix="pack-" name={kind} value={query[kind] ?? ''} faults={faults} />
        <PeriodDays idPrefix={`${kind}-`} from={dayOf('from')} to={dayOf('to')} faults={faults} />
        <p class="hint">{t('exports.span')}</p>
        <button type="submit">{t('exports.take')}</button>
      </form>
    </div>
  );
};

const Check: FC<{ about: MessageKey; text: string }> = ({ about, text }) => {
  const { t } = useView();
  return (
    <details>
      <summary>{t('exports.check')}</summary>
      <p>{t(about)}</p>
      <Code text={text} label={t('exports.commands')} />
    </details>
  );
};

/** A leaf is SHA-256 of 0x00 and the entry's RFC 8785 form, which `jq -cS` writes for these values. */
const LOG_CHECK = `tail -n 1 deliveries.ndjson | jq -r .id
head -n 1 deliveries.ndjson | jq -r .leaf
(printf '\\0'; head -n 1 deliveries.ndjson | jq -cjS 'del(.leaf)') | openssl dgst -sha256 -binary | base64`;

const packCheck = (origin: string) => `curl -s ${origin}/.well-known/jwks.json > jwks.json
unzip -p evidence.zip check-evidence.mjs > check-evidence.mjs
node check-evidence.mjs evidence.zip jwks.json`;

export const exportPages = new Hono<ConsoleEnv>();

for (const path of ['/exports', '/exports/log', '/exports/evidence'])
  exportPages.use(path, resolveIds(entityControls));

exportPages.get('/exports', requireAny('exports.title', 'license'), (c) => exportsPage(c, {}));

async function exportsPage(c: Context<ConsoleEnv>, faults: ExportsProps['faults']) {
  const { view } = c.var;
  const noArticle = await missingNotice(view, 'article');
  return consolePage(
    c,
    { title: view.t('exports.title'), status: Object.keys(faults).length > 0 ? 400 : 200 },
    <ExportsPage query={c.req.query()} faults={faults} noArticle={noArticle} />,
  );
}

/** Sends the file, or shows the form again with its faults. `send` gets the instants of the period. */
async function exported(
  c: Context<ConsoleEnv>,
  form: keyof ExportsProps['faults'],
  send: (time: { from?: string; to?: string }) => Promise<Response>,
) {
  const selection = periodQuery(c.req.query(), '');
  const period = toPeriod(selection);
  if (!period && selection.period !== '') {
    const unread = (['from', 'to'] as const).find((name) => !toInstant(selection[name] ?? '', 'UTC'));
    const key = selection.period ? 'period_range' : unread ? 'day' : 'period_order';
    return exportsPage(c, { [form]: [faultOf(`/${unread ?? 'to'}`, key)] });
  }
  try {
    return await send(period ? instantsOfDays(period, c.var.view.zone) : {});
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, errors } = error.problem;
    if (!errors && code !== 'not_found') throw error;
    return exportsPage(c, { [form]: errors ?? [faultOf(`/${form}`, 'no_entries')] });
  }
}

exportPages.get('/exports/log', (c) => {
  const params = c.req.query();
  const filters = LOG_FILTERS.flatMap((name) => (params[name] ? [[name, params[name]]] : []));
  const nameParts = ['deliveries', periodSlug(periodQuery(params, '')), params.license];
  const name = nameParts.filter(Boolean).join('-');
  return exported(c, 'log', (time) =>
    downloadLog(c.var.view.api, params.as, { ...Object.fromEntries(filters), ...time }, name),
  );
});

exportPages.get('/exports/evidence', (c) => {
  const { license, article } = c.req.query();
  const { api } = c.var.view;
  const kind = article || license === undefined ? 'article' : 'license';
  const id = article || license || '';
  if (id === '') return exportsPage(c, { [kind]: [faultOf(`/${kind}`, 'missing')] });
  const period = periodSlug(periodQuery(c.req.query(), ''));
  const name = `${['evidence', id, period].filter(Boolean).join('-')}.zip`;
  return exported(c, kind, (query) => {
    const init = { params: { path: { id }, query }, ...asStream('application/zip') };
    return download(
      kind === 'article'
        ? api.GET('/v1/audit/evidence/articles/{id}', init)
        : api.GET('/v1/audit/evidence/licenses/{id}', init),
      name,
    );
  });
});
