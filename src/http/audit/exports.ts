/** `/v1/audit/exports`: streams the log as files of any size; a client can resume. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { requireToken } from '../../access/guard.ts';
import { CSV_TYPE } from '../../audit/csv.ts';
import { entriesFrom, entryLine } from '../../audit/entry-pages.ts';
import type { EntryPosition, EntryText } from '../../audit/entry-position.ts';
import { earlier, lastOf, settledBefore } from '../../audit/exports/entries.ts';
import { ENTRY_HEADER, entryRecord } from '../../audit/exports/entry-csv.ts';
import { EXPORT_BYTES } from '../../audit/exports/limits.ts';
import { requireSlot, sendPieces } from '../../audit/large-answer.ts';
import { asksForOthers, type PartnerReader, readerOf } from '../../audit/reader.ts';
import { deletedEntries } from '../../audit/retention/store.ts';
import { filterOf, filterQuery } from '../../audit/search/query.ts';
import { withNames } from '../../audit/store.ts';
import type { LogStore } from '../../ledger/blocks/files.ts';
import type { Entry } from '../../ledger/types.ts';
import { type AppEnv, createRouter, malformed } from '../../platform/http.ts';
import { encodePieces } from '../../platform/large-answers/pieces.ts';
import { route } from '../../platform/openapi.ts';
import { entryById } from '../../stamp/store.ts';

export const exportRoutes = createRouter();

const query = z.strictObject({
  ...filterQuery,
  after: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .openapi({ description: 'Id of the last entry received; the export continues after it' }),
});

interface Format {
  name: string;
  mediaType: string;
  /** Omitted when a client resumes. */
  header: string;
  /** Lines of each page of entries. `own`: the reader is the partner. */
  lines: (store: LogStore, pages: AsyncGenerator<EntryText[]>, isOwn: boolean) => AsyncGenerator<string>;
  summary: string;
}

const FORMATS: Format[] = [
  {
    name: 'deliveries.ndjson',
    mediaType: 'application/x-ndjson; charset=utf-8',
    header: '',
    lines: async function* (_store, pages) {
      for await (const page of pages) for (const entry of page) yield* entryLine(entry);
    },
    summary: 'Export the log as NDJSON, oldest first, one entry per line as in the list',
  },
  {
    name: 'deliveries.csv',
    mediaType: CSV_TYPE,
    header: ENTRY_HEADER,
    lines: async function* ({ DB }, pages, isPartner) {
      for await (const page of pages)
        for (const { body, leaf, headline, ...names } of await withNames(DB, page)) {
          const entry = { ...(JSON.parse(body) as Entry), leaf };
          yield entryRecord(entry, { ...names, headline: isPartner && !hasText(entry) ? null : headline });
        }
    },
    summary: 'Export the log as CSV, oldest first, safe to open in a spreadsheet',
  },
];

/** A partner sees the headline only if it received the text. */
const hasText = (entry: Entry) =>
  entry.kind === 'delivery' && entry.delivered.some(({ type }) => type === 'dispatch');

for (const format of FORMATS)
  exportRoutes.openapi(
    route.get(`/v1/audit/exports/${format.name}`, {
      middleware: [requireToken('audit', 'articles'), requireSlot()],
      summary: format.summary,
      request: { query },
      responses: {
        200: {
          description: 'The entries; the export is complete when the last is the one named in `Export-Last`',
          content: { [format.mediaType.split(';')[0] as string]: { schema: z.string() } },
        },
      },
    }),
    (c) => exported(c, c.req.valid('query'), format),
  );

async function exported(
  c: Context<AppEnv>,
  { after, ...params }: z.output<typeof query>,
  { name, mediaType, header, lines: linesOf }: Format,
): Promise<Response> {
  const { DB } = c.env;
  const reader = await readerOf(c);
  const settled = await settledBefore(c.env, c.get('now'));
  const narrowed = filterOf({ ...params, ...(reader && { license: reader.license, partner: undefined }) });
  const filter = { ...narrowed, to: earlier(narrowed.to ?? settled, settled) };
  const from = after === undefined ? undefined : await positionOf(c.env, after, reader);
  const isNothing = reader !== undefined && asksForOthers(params, reader);
  const [last, deleted] = isNothing
    ? [undefined, []]
    : await Promise.all([lastOf(c.env, filter), deletedEntries(DB, filter)]);
  const lines = async function* () {
    if (!from) yield header;
    if (last === undefined) return;
    yield* linesOf(c.env, entriesFrom(c.env, filter, from), reader !== undefined);
  };
  const content = { pieces: encodePieces(lines()), heldBytes: EXPORT_BYTES };
  return sendPieces(c, content, {
    'Content-Type': from ? mediaType.replace('header=present', 'header=absent') : mediaType,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'private, no-store',
    'Export-To': filter.to,
    ...(last !== undefined && { 'Export-Last': last }),
    ...(deleted.length > 0 && {
      'Export-Deleted': deleted.map(({ month, entries }) => `${month}=${entries}`).join(', '),
    }),
  });
}

/** Throws if the reader's list does not have the entry. */
async function positionOf(
  store: LogStore,
  id: string,
  reader: PartnerReader | undefined,
): Promise<EntryPosition> {
  const stored = await entryById(store, id);
  if (!stored || (reader && stored.entry.license !== reader.license))
    throw malformed('query', [{ path: '/after', message: 'There is no such entry in the list' }]);
  const { at, license, index } = stored.entry;
  return { at, license, idx: index };
}
