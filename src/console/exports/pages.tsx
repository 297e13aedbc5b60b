/** Exports: their content, and how to verify them with standard tools. */
import type { Child, FC } from 'hono/jsx';
import { LogFilter } from '../deliveries/filter-form.tsx';
import type { FilterName } from '../deliveries/filters.ts';
import type { Fault } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { PeriodDays, PeriodFields } from '../parts/period.tsx';
import { periodQuery } from '../parts/period-choices.ts';
import { Code, Heading, List, Section, Submit } from '../parts/small.tsx';

/** Filters of the log export, without the period. */
export const LOG_FILTERS: FilterName[] = [
  ...(['license', 'partner', 'article', 'key', 'kind', 'outcome', 'code', 'env'] as const),
];

const PARTS = ['entries', 'policies', 'proofs', 'manifest', 'checker'] as const;

export interface ExportsProps {
  query: Record<string, string>;
  faults: Partial<Record<'log' | 'license' | 'article', Fault[]>>;
  /** Shown instead of the article's form if there are no articles. */
  noArticle: Child | null;
}

export const ExportsPage: FC<ExportsProps> = ({ query, faults, noArticle }) => {
  const { t, url } = useView();
  return (
    <>
      <Heading title={t('exports.title')} lead={t('exports.lead')} />
      <Section title={t('exports.log')} id="log">
        <p>{t('exports.log_contains')}</p>
        <form class="filters" method="get" action="/console/exports/log">
          <PeriodFields query={periodQuery(query, '')} zone="period.utc" anyTime faults={faults.log} />
          {LOG_FILTERS.map((name) => (
            <LogFilter name={name} value={query[name] ?? ''} faults={faults.log} />
          ))}
          <div class="buttons whole">
            <Submit text={t('reports.as', { format: 'NDJSON' })} tone="primary" name="as" value="ndjson" />
            <Submit text={t('reports.as', { format: 'CSV' })} name="as" value="csv" />
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

interface EvidenceProps {
  kind: 'license' | 'article';
  query: Record<string, string>;
  faults: Fault[] | undefined;
}

const EvidenceLink: FC<EvidenceProps> = ({ kind, query, faults }) => {
  const { t } = useView();
  // Only the form that was sent has faults. The others do not share its days.
  const dayOf = (name: 'from' | 'to') => (faults && query[name]) ?? '';
  return (
    <div class="card">
      <h3>{t(`exports.of_${kind}`)}</h3>
      <form method="get" action="/console/exports/evidence">
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
