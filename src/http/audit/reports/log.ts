/** Log reports for auditors: article, rules, activity and collecting society. */
import type { Context } from 'hono';
import { requireOperator } from '../../../access/guard.ts';
import { listHolders } from '../../../articles/store.ts';
import { isForPage, requireSlot } from '../../../audit/large-answer.ts';
import { linksWithin } from '../../../audit/reports/links.ts';
import { activityReport } from '../../../audit/reports/log/activity.ts';
import { ArticleTally } from '../../../audit/reports/log/article.ts';
import { foundInPeriod, ofLicense } from '../../../audit/reports/log/found.ts';
import { ALL_TIME, HOLDERS_MAX, HOURLY_DAYS_MAX, RULES_MAX } from '../../../audit/reports/log/limits.ts';
import { restrictionOf, wordsOf } from '../../../audit/reports/log/rule-words.ts';
import { RuleTally } from '../../../audit/reports/log/rules.ts';
import {
  activityAnswer,
  activityQuery,
  articleReport,
  logQuery,
  rulesReport,
} from '../../../audit/reports/log/schemas.ts';
import { SocietyTally, societyCsv } from '../../../audit/reports/log/society.ts';
import { spanOf } from '../../../audit/reports/log/span.ts';
import {
  findItems,
  findPartners,
  hoursOfPeriod,
  restrictionTexts,
  timeZoneOf,
} from '../../../audit/reports/log/store.ts';
import { dayAfter, daysIn, type Period } from '../../../audit/reports/period.ts';
import { parsePeriod } from '../../../audit/reports/schemas.ts';
import { absentMonths } from '../../../audit/retention/store.ts';
import { csvAnswer } from '../../../audit/table-answer.ts';
import { type EntryQuery, entriesFound } from '../../../ledger/segments/entries.ts';
import { stopsOf } from '../../../ledger/segments/sums.ts';
import { startOfDay } from '../../../ledger/time-zone.ts';
import { missing, unwrap } from '../../../platform/failure.ts';
import { type AppEnv, createRouter, malformed } from '../../../platform/http.ts';
import { NO_STORE } from '../../../platform/no-store.ts';
import { idParam, json, problems, route } from '../../../platform/openapi.ts';

export const logReportRoutes = createRouter();

const auditor = [requireOperator('auditor')];

logReportRoutes.openapi(
  route.get('/v1/audit/reports/articles/{id}', {
    middleware: auditor,
    summary: 'Report who received which version of an article, and who holds it',
    request: { params: idParam },
    responses: { 200: json(articleReport, 'The report'), ...problems(404) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const { DB } = c.env;
    const item = (await findItems(DB, [id])).get(id) ?? unwrap<never>(missing('article'));
    const holders = (await listHolders(c.env, id, 0, HOLDERS_MAX + 1)) ?? [];
    const tally = new ArticleTally(id);
    for await (const entries of entriesFound(c.env, { ...ALL_TIME, facets: [['article', [id]]] }))
      for (const entry of entries) tally.add(entry);
    const received = tally.received();
    const refused = tally.refused();
    const partners = await findPartners(DB, [
      ...new Set([...received, ...refused].map(({ partner }) => partner)),
    ]);
    const withName = <T extends { license: string; partner: string }>({ license, partner, ...row }: T) => ({
      ...{ license, partner, name: partners.get(partner)?.name ?? null },
      ...row,
    });
    const { uri, version, pubStatus, headline } = item;
    return c.json(
      {
        at: new Date(c.get('now')).toISOString(),
        ...{ article: id, uri, version, pubStatus, headline },
        received: received.map(withName),
        refused: refused.map(withName),
        // Contacts are visible to the desk only.
        holders: holders
          .slice(0, HOLDERS_MAX)
          .map(({ contact: _contact, recallContact: _recallContact, pushed: _pushed, ...holder }) => ({
            ...holder,
            href: linksWithin({ license: holder.license, article: holder.article })(),
          })),
        more: holders.length > HOLDERS_MAX,
        archived: await absentMonths(DB, {}),
      },
      200,
      NO_STORE,
    );
  },
);

logReportRoutes.openapi(
  route.get('/v1/audit/reports/rules', {
    middleware: auditor,
    summary: 'Report what each rule refused or withheld',
    request: { query: logQuery },
    responses: { 200: json(rulesReport, 'The rules, those that refused or withheld most first') },
  }),
  async (c) => {
    const { license, ...days } = c.req.valid('query');
    const period = parsePeriod(days);
    const { DB } = c.env;
    const tally = new RuleTally();
    const query = { ...period, ...(license !== undefined && { licenses: [license] }) };
    for await (const stops of stopsOf(DB, query)) for (const stop of stops) tally.add(stop);
    const ids = [...new Set(tally.rules.flatMap((rule) => restrictionOf(rule) ?? []))];
    const texts = wordsOf(tally.rules, await restrictionTexts(DB, ids));
    const items = tally.lines(texts, await linkedTo(DB, period, license));
    return c.json(
      {
        ...headOf(c, period),
        items: items.slice(0, RULES_MAX),
        more: Math.max(0, items.length - RULES_MAX),
        archived: [],
      },
      200,
      NO_STORE,
    );
  },
);

logReportRoutes.openapi(
  route.get('/v1/audit/reports/activity', {
    middleware: auditor,
    summary: 'Report entries, deliveries and refusals by day or hour',
    request: { query: activityQuery },
    responses: { 200: json(activityAnswer, 'Totals, a timeline, and counts by hour of the day') },
  }),
  async (c) => {
    const { license, granularity, ...days } = c.req.valid('query');
    const period = parsePeriod(days);
    if (granularity === 'hour' && daysIn(period) > HOURLY_DAYS_MAX)
      throw malformed('query', [
        {
          path: '/granularity',
          message: `Expected at most ${HOURLY_DAYS_MAX} days by the hour`,
          key: 'hourly_days',
          parameters: { count: HOURLY_DAYS_MAX },
        },
      ]);
    const report = activityReport(await hoursOfPeriod(c.env.DB, { period, license }), granularity);
    return c.json({ ...headOf(c, period), ...report }, 200, NO_STORE);
  },
);

logReportRoutes.openapi(
  route.get('/v1/audit/reports/society', {
    middleware: [...auditor, requireSlot((c) => !isForPage(c))],
    summary: 'Report items by title, with deliveries and declared reach, as CSV for a collecting society',
    request: { query: logQuery },
    responses: {
      200: {
        description: 'The report as CSV',
        content: { 'text/csv': { schema: { type: 'string' as const } } },
      },
    },
  }),
  async (c) => {
    const { license, ...days } = c.req.valid('query');
    const period = parsePeriod(days);
    const { DB } = c.env;
    const tally = new SocietyTally();
    const delivered = [['kind', ['delivery']] as ['kind', string[]], ...ofLicense(license)];
    for await (const row of foundInPeriod(c.env, period, delivered)) tally.addDelivery(row);
    // A declaration for a year may be logged long before or after the period.
    const declared = {
      ...ALL_TIME,
      facets: [['kind', ['declaration']], ...ofLicense(license)],
    } satisfies EntryQuery;
    for await (const entries of entriesFound(c.env, declared))
      for (const entry of entries) tally.addDeclaration(entry);
    const { rows } = tally;
    const names = {
      partners: await findPartners(DB, [...new Set(rows.map(({ partner }) => partner))]),
      items: await findItems(DB, [...new Set(rows.map(({ article }) => article))]),
    };
    const absent = await absentMonths(DB, { ...spanOf(period), ...(license !== undefined && { license }) });
    if (absent.length > 0) c.header('Export-Archived', absent.join(', '));
    return csvAnswer(c, `society-${period.name.replace('/', '_')}`, societyCsv(period.name, tally, names));
  },
);

const headOf = (c: Context<AppEnv>, period: Period) => ({ period, at: new Date(c.get('now')).toISOString() });

/** Filters for the list. For all licenses, days are UTC, so the list may differ slightly at both ends. */
async function linkedTo(
  db: D1Database,
  { from, to }: Period,
  license: string | undefined,
): Promise<Record<string, string>> {
  const zone = license === undefined ? 'UTC' : await timeZoneOf(db, license);
  const instant = (day: string) => new Date(startOfDay(zone, day)).toISOString();
  return { ...(license !== undefined && { license }), from: instant(from), to: instant(dayAfter(to)) };
}
