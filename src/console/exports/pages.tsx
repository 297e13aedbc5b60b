/** Exports: their content, and how to verify them with standard tools. */
import type { Child, FC } from 'hono/jsx';
import { ENTRY_KINDS } from '../../ledger/notes/types.ts';
import type { EntityControl } from '../entities/address.tsx';
import { wordOptions } from '../forms/fields.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Filter } from '../parts/filter.tsx';
import { PeriodFields } from '../parts/period.tsx';
import { Code, Heading, Section } from '../parts/small.tsx';

/** Filters of the log export, without the period. */
export const LOG_FILTERS = [
  'license',
  'partner',
  'article',
  'key',
  'kind',
  'outcome',
  'code',
  'env',
] as const;

export const ENTITY_FILTERS: EntityControl[] = (['license', 'partner', 'article', 'key'] as const).map(
  (name) => ({
    name,
    kinds: [name],
    label: `exports.${name}`,
  }),
);

interface ExportsProps {
  query: Record<string, string>;
  /** Shown instead of the article's form if there are no articles. */
  noArticle: Child | null;
}

export const ExportsPage: FC<ExportsProps> = ({ query, noArticle }) => {
  const { t, url } = useView();
  const origin = url.origin;
  const { period, from, to } = query;
  const selection = { ...(period && { period }), ...(from && { from }), ...(to && { to }) };
  const filters: Partial<Record<(typeof LOG_FILTERS)[number], object>> = {
    ...Object.fromEntries(ENTITY_FILTERS.map(({ name, kinds }) => [name, { kinds }])),
    kind: { choices: wordOptions(t, 'kind', ENTRY_KINDS), any: true },
    outcome: { choices: wordOptions(t, 'outcome', ['permit', 'deny']), any: true },
    env: { choices: wordOptions(t, 'env', ['live', 'test']), any: true },
  };
  return (
    <>
      <Heading title={t('exports.title')} lead={t('exports.lead')} />
      <Section title={t('exports.log')} id="log">
        <p>{t('exports.log_contains')}</p>
        <form class="filters" method="get" action="/console/exports/log">
          <PeriodFields query={selection} zone="period.utc" anyTime />
          {LOG_FILTERS.map((name) => (
            <Filter name={name} label={`exports.${name}`} value={query[name] ?? ''} {...filters[name]} />
          ))}
          <div class="buttons whole">
            <button type="submit" name="as" value="ndjson" class="primary">
              {t('reports.as', { format: 'NDJSON' })}
            </button>
            <button type="submit" name="as" value="csv">
              {t('reports.as', { format: 'CSV' })}
            </button>
          </div>
        </form>
        <Check about="exports.log_check" text={LOG_CHECK} />
      </Section>
      <Section title={t('exports.evidence')} id="evidence">
        <p>{t('exports.evidence_contains')}</p>
        <ul>
          {(['entries', 'policies', 'proofs', 'manifest', 'checker'] as const).map((part) => (
            <li>{t(`exports.part_${part}`)}</li>
          ))}
        </ul>
        <div class="columns">
          <EvidenceLink kind="license" value={query.license ?? ''} />
          {noArticle ?? <EvidenceLink kind="article" value={query.article ?? ''} />}
        </div>
        <Check about="exports.evidence_check" text={packCheck(origin)} />
      </Section>
    </>
  );
};

const EvidenceLink: FC<{ kind: 'license' | 'article'; value: string }> = ({ kind, value }) => {
  const { t } = useView();
  return (
    <div class="card">
      <h3>{t(`exports.of_${kind}`)}</h3>
      <form method="get" action="/console/exports/evidence">
        <Filter idPrefix="pack-" name={kind} label={`exports.${kind}`} value={value} kinds={[kind]} />
        <Filter idPrefix={`${kind}-`} name="from" label="period.from" value="" type="date" />
        <Filter idPrefix={`${kind}-`} name="to" label="period.to" value="" type="date" />
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
