/** Choices of the command line as edits of wrangler.toml, in place of placeholders only. Pure. */
import { type Environment, type EnvironmentConfig, isPlaceholder, PLACEHOLDER } from './settings.ts';
import { type Edit, text } from './toml.ts';

export interface Choices {
  domain?: string | undefined;
  agency?: string | undefined;
  jurisdiction?: string | undefined;
  regions?: string | undefined;
  'log-origin'?: string | undefined;
  'license-url'?: string | undefined;
}

export type Chosen = { ok: true; edits: Edit[] } | { ok: false; faults: string[] };

export function chosen(
  environment: Environment,
  config: EnvironmentConfig,
  choices: Choices,
  file = 'wrangler.toml',
): Chosen {
  const { domain, agency, jurisdiction, regions } = choices;
  const vars = `env.${environment}.vars`;
  const edits: Edit[] = [];
  const faults: string[] = [];
  /** `isOpen`: it may be chosen although it is no placeholder. */
  const choose = (name: string, value: string | undefined, option: string, isOpen = false) => {
    const now = String(config.vars[name] ?? '');
    if (value === undefined || value === now) return;
    if (!isOpen && !isPlaceholder(now))
      faults.push(`--${option} ${value}: ${file} has ${name} = ${text(now)}, ${WHY[name] ?? BY_HAND}`);
    else edits.push({ table: vars, key: name, value: text(value) });
  };
  const ofDomain = (path: string) => (domain === undefined ? undefined : `https://${domain}${path}`);
  choose('PUBLIC_URL', ofDomain(''), 'domain');
  choose('AGENCY_NAME', agency, 'agency');
  const notice = String(config.vars.AGENCY_NOTICE ?? '');
  if (agency !== undefined && isPlaceholder(notice))
    choose('AGENCY_NOTICE', notice.replace(PLACEHOLDER.text, agency), 'agency');
  if (choices['license-url'] !== undefined)
    choose('AGENCY_LICENSE_URL', choices['license-url'], 'license-url');
  else if (isPlaceholder(String(config.vars.AGENCY_LICENSE_URL)))
    choose('AGENCY_LICENSE_URL', ofDomain('/licensing'), 'domain');
  if (choices['log-origin'] !== undefined) choose('LOG_ORIGIN', choices['log-origin'], 'log-origin');
  else if (domain !== undefined && isPlaceholder(String(config.vars.LOG_ORIGIN)))
    choose('LOG_ORIGIN', `${domain}/imprimatur`, 'domain');
  choose('LEDGER_JURISDICTION', jurisdiction, 'jurisdiction');
  choose('LEDGER_REGIONS', regions, 'regions', config.vars.LEDGER_REGIONS === '');
  if (faults.length > 0) return { ok: false, faults };

  const route = (config.routes as { pattern?: string }[] | undefined)?.[0]?.pattern ?? '';
  if (domain !== undefined && isPlaceholder(route))
    edits.unshift({
      table: `env.${environment}`,
      key: 'routes',
      value: `[{ pattern = ${text(domain)}, custom_domain = true }]`,
    });
  const bucket = config.r2_buckets[0]?.jurisdiction;
  if (jurisdiction === 'eu' && bucket === undefined)
    edits.push({ table: `env.${environment}.r2_buckets`, key: 'jurisdiction', value: text('eu') });
  return { ok: true, edits };
}

const BY_HAND = 'which is changed there, by hand';
const WHY: Record<string, string> = {
  LEDGER_JURISDICTION:
    'and it is chosen once: under another one there is another, empty ledger. A gateway elsewhere is a new environment',
  LOG_ORIGIN: 'and it is chosen once: under another name it is another log',
  PUBLIC_URL: 'which is changed there, by hand: with it, all tokens that are out end',
};
