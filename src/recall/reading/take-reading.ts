/** Reads a page, judges it, and enters the reading in the log of the license. */

import { loadArticle, loadDocuments } from '../../articles/catalogue.ts';
import { unlessMissing } from '../../articles/missing.ts';
import { sendNotes } from '../../ledger/notes/send.ts';
import type { Reading } from '../../ledger/notes/types.ts';
import { findLicense, type LicenseRow } from '../../licensing/licenses/store.ts';
import { findPartner } from '../../licensing/partners/store.ts';
import { Budget } from '../../platform/budget.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { textIn } from '../../stamp/check.ts';
import type { ArticleText } from '../../stamp/original.ts';
import { judgePage } from './judge-page.ts';
import { JUDGING_WORK } from './limits.ts';
import { readPage } from './read-page.ts';
import type { ReadingTask, ReadPage } from './types.ts';

export type TakeOutcome =
  /**
   * `entry`: id in the log. Null: this reading was entered before, and may have found something else then.
   */
  | { kind: 'taken'; reading: Reading; entry: string | null }
  /** The host has too many readings that wait: repeat the task. */
  | { kind: 'busy' }
  /** No such license. */
  | { kind: 'unknown' };

/**
 * Throws `ledger_unavailable`, and if the database is out of reach. Idempotent. `laterVersions`: those that
 * the publisher received after the one of the task. A page that differs from that one may have the text of
 * one of these.
 */
export async function takeReading(
  env: Env,
  task: ReadingTask,
  laterVersions: () => Promise<string[]> = async () => [],
): Promise<TakeOutcome> {
  const { license: id, title, url } = task;
  const license = await findLicense(env.DB, id);
  const partner = license && (await findPartner(env.DB, license.terms.partner));
  if (!license || !partner) return { kind: 'unknown' };
  const titles = partner.titles.filter((one) => title === null || one.id === title);
  const page = await readPage(env, { url, domains: titles.flatMap(({ domains }) => domains) });
  if (page.reason === 'busy') return { kind: 'busy' };
  const reading = await judgeReading(env, { license, task, page });
  for (const version of reading.verdict === 'altered' ? await laterVersions() : []) {
    const other = await judgeReading(env, { license, task: { ...task, version }, page });
    if (other.verdict === 'unchanged') return enterReading(env, task, other);
  }
  return enterReading(env, task, reading);
}

interface ReadTask {
  license: LicenseRow;
  task: ReadingTask;
  page: ReadPage;
}

export async function judgeReading(env: Env, { license, task, page }: ReadTask): Promise<Reading> {
  const { title, article, version, event, recall, publication, url } = task;
  const [delivered] = await loadDocuments(env, [{ article, version }]);
  const compared = {
    delivered: delivered ? textIn(delivered) : null,
    current: await currentText(env, article, version),
    alterations: license.terms.alterations ?? [],
    credits: [...namesOf(agencyOf(env).name), ...(license.terms.credit ? [license.terms.credit.line] : [])],
  };
  const judgement = judgePage(page, compared, new Budget(JUDGING_WORK));
  const { readAt, status, sha256 } = page;
  return {
    kind: 'reading',
    title,
    article,
    version,
    event,
    recall,
    publication,
    url,
    readAt,
    status,
    sha256,
    ...judgement,
  };
}

/** Throws `ledger_unavailable`. Idempotent. */
export async function enterReading(
  env: Env,
  { license, event, url, step }: ReadingTask,
  reading: Reading,
): Promise<TakeOutcome> {
  const key = JSON.stringify(['reading', event ?? '', url, step]);
  const sent = await sendNotes(env, {
    license,
    by: { kind: 'gateway' },
    notes: [{ key, note: reading }],
  });
  if (sent.kind === 'unknown') return { kind: 'unknown' };
  return { kind: 'taken', reading, entry: sent.kind === 'ok' ? (sent.entered[0]?.id ?? null) : null };
}

/** `Tidemark News Agency` is also named `Tidemark`. */
const namesOf = (agency: string) => [agency, agency.replace(/(?: news)? (?:agency|service)$/iu, '')];

/**
 * The text that has replaced a version: a newer one, or the substitute of a killed article. Null: none has.
 */
async function currentText(env: Env, article: string, version: string): Promise<ArticleText | null> {
  const latest = (await unlessMissing(loadArticle(env, article)))?.item;
  if (latest?.pubStatus === 'usable') return latest.version === version ? null : textIn(latest);
  if (latest?.pubStatus !== 'canceled' || latest.substitute === undefined) return null;
  const substitute = (await unlessMissing(loadArticle(env, latest.substitute)))?.item;
  return substitute?.pubStatus === 'usable' ? textIn(substitute) : null;
}
