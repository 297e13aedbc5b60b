/** COUNTER reports over HTTP, of a log that is partly sealed. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { append } from '../../ledger/segments/log.ts';
import { operatorToken, request } from '../../support/gateway.ts';
import { ingest, scenario, wireItem } from '../../support/newsroom.ts';
import { sealLog } from '../../support/seal.ts';
import { refusal, useEntry } from './support.ts';

const { newsroom, site } = await scenario();
const article = await ingest(newsroom, wireItem());
const auditor = await operatorToken('auditor');

beforeAll(async () => {
  const common = { license: site.license, partner: site.partner, article: article.id, uri: article.uri };
  const entries = [
    useEntry({ ...common, at: '2026-09-15T10:00:00.000Z' }),
    useEntry({ ...common, at: '2026-09-15T10:00:20.000Z' }),
    refusal('quota_exceeded', { ...common, at: '2026-09-16T10:00:00.000Z' }),
    useEntry({ license: 'lic_other', partner: 'par_other', at: '2026-09-16T10:00:00.000Z' }),
    // The second click of a pair stands in the next month, and in the tail.
    useEntry({ ...common, at: '2026-09-30T23:59:50.000Z' }),
    useEntry({ ...common, at: '2026-10-01T00:00:05.000Z' }),
  ].map((entry, index) => ({ ...entry, index, id: `dlv_c${index}` }));
  await append(entries.slice(0, 4));
  await sealLog();
  await append(entries.slice(4));
});

const get = (query: string, headers: Record<string, string> = {}, report = 'ir') =>
  request(`/v1/audit/reports/counter/${report}?${query}`, { token: auditor, headers });
const september = () => `customer_id=${site.license}&begin_date=2026-09&end_date=2026-09`;

describe('a COUNTER report', () => {
  it('covers the log of a license, or of all licenses of its partner', async () => {
    for (const id of [site.license, site.partner]) {
      const answer = await get(`customer_id=${id}&begin_date=2026-09&end_date=2026-09`);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({
        Report_Header: { Report_ID: 'IR', Institution_ID: { Proprietary: [`imprimatur:${id}`] } },
        Report_Items: [
          {
            Items: [
              {
                Item: expect.stringContaining('Harbor pilots end strike'),
                Item_ID: { Proprietary: `imprimatur:${article.id}`, URI: article.uri },
                Attribute_Performance: [
                  {
                    Data_Type: 'News_Item',
                    Performance: {
                      Total_Item_Requests: { '2026-09': 1 },
                      Unique_Item_Requests: { '2026-09': 2 },
                      Limit_Exceeded: { '2026-09': 1 },
                    },
                  },
                ],
              },
            ],
          },
        ],
      });
    }
  });

  it('has a platform report and a tabular form', async () => {
    const platform = await (await get(september(), {}, 'pr')).json();
    expect(platform).toMatchObject({
      Report_Items: [{ Attribute_Performance: [{ Data_Type: 'News_Item' }] }],
    });
    const refused = await get(september(), { Accept: 'application/json, text/tab-separated-values;q=0' });
    expect(refused.headers.get('Content-Type')).toMatch(/^application\/json/);
    const table = await get(september(), { Accept: 'text/tab-separated-values' });
    expect(table.headers.get('Content-Type')).toBe('text/tab-separated-values; charset=utf-8');
    expect(await table.text()).toMatch(/^\uFEFF?Report_Name\tItem Report\nReport_ID\tIR\n/);
  });

  it('refuses requests with the exceptions of COUNTER', async () => {
    const refused = async (query: string) => {
      const answer = await get(query);
      return [answer.status, (await answer.json<{ Code: number }>()).Code];
    };
    const dates = 'begin_date=2026-09&end_date=2026-09';
    expect(await refused(dates)).toEqual([400, 1030]);
    expect(await refused(`customer_id=${site.license}&begin_date=2026-09-09&end_date=2026-09`)).toEqual([
      400, 3020,
    ]);
    expect(await refused(`customer_id=lic_unknown&${dates}`)).toEqual([403, 2010]);
    expect(await refused(`customer_id=0000000000000000&${dates}`)).toEqual([403, 2011]);
  });

  it('names the months whose texts were deleted', async () => {
    await env.DB.prepare(
      `INSERT INTO deleted_entries (license, month, object, entries, at) VALUES (?, '2026-08', 'ledger-0', 1, '')`,
    )
      .bind(site.license)
      .run();
    const answer = await get(`customer_id=${site.license}&begin_date=2026-08&end_date=2026-09`);
    expect(await answer.json()).toMatchObject({
      Report_Header: { Exceptions: [{ Code: 3032, Data: 'In the archive, or deleted: 2026-08' }] },
    });
  });
});
