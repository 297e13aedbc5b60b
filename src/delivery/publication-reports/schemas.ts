/** Schemas of partners' reports. They hold no personal data, and no field for prose. */
import { z } from '@hono/zod-openapi';
import { FIGURES } from '../../ledger/notes/types.ts';
import { instant, line, onWholeBody } from '../../platform/openapi.ts';
import { CHANNELS } from '../../rights/terms.ts';
import { RECEIPT_BYTES_MAX } from '../../stamp/limits.ts';
import { statedWord } from '../stated-use.ts';
import {
  CLIENT_REF_CHARS_MAX,
  COMPONENTS_MAX,
  FIGURE_MAX,
  NAME_CHARS_MAX,
  REPORTS_MAX,
  URI_CHARS_MAX,
  URL_CHARS_MAX,
} from './limits.ts';
import type { Columns } from './table.ts';

const utc = instant.transform((text) => new Date(text).toISOString());
const name = z
  .string()
  .max(NAME_CHARS_MAX)
  .regex(/^[\p{L}\p{N}:/._#-]+$/u, 'Expected a name, without spaces');

const url = z
  .url({ protocol: /^https?$/, error: 'Expected an http or https address' })
  .max(URL_CHARS_MAX)
  .regex(/^[\x21-\x7e]+$/, 'Expected an address as it is sent: without spaces, in ASCII')
  .refine((text) => !/^[^/]*\/\/[^/?#]*@/.test(text), 'An address here has no user in it')
  .transform((text) => text.split('#')[0] ?? text)
  .openapi({
    description: 'Address of the publication. Do not send an address that identifies or tracks a reader.',
  });

const clientRef = z
  .string()
  .max(CLIENT_REF_CHARS_MAX)
  .regex(/^[\x21-\x7e]+$/, 'Expected printable ASCII without spaces')
  .openapi({
    description:
      'Your own id for the report; must not identify a person. A second report with the same `clientRef` amends the first.',
  });

const NAMED_BY = ['article', 'uri', 'entry', 'receipt'] as const;

export const newPublication = z
  .strictObject({
    article: z
      .string()
      .regex(/^itm_[0-9a-f]{32}$/, 'Expected the id of an item, itm_…')
      .optional(),
    uri: line(URI_CHARS_MAX).regex(/^\S+$/u, 'Expected the uri of an item').optional(),
    version: name.optional(),
    entry: z
      .string()
      .regex(/^dlv_[0-9a-f]{32}$/, 'Expected the entry of a delivery, dlv_…')
      .optional()
      .openapi({ description: 'The `Rights-Entry` of the delivery that was published' }),
    receipt: line(RECEIPT_BYTES_MAX)
      .optional()
      .openapi({ description: 'The `Rights-Receipt` of that delivery' }),
    title: statedWord.openapi({ description: 'Id of the title in which it was published' }),
    url: url.optional(),
    use: statedWord.optional(),
    channel: z.enum(CHANNELS),
    territory: statedWord.transform((code) => code.toUpperCase()).optional(),
    components: z
      .array(name)
      .max(COMPONENTS_MAX)
      .optional()
      .openapi({ description: 'Ids of the published components; absent: not stated' }),
    publishedAt: utc,
    withdrawnAt: utc.optional(),
    clientRef: clientRef.optional(),
  })
  .refine(
    (report) => NAMED_BY.some((member) => report[member] !== undefined),
    onWholeBody('Say what was published: article, uri, entry or receipt'),
  )
  .refine(({ publishedAt, withdrawnAt }) => withdrawnAt === undefined || withdrawnAt >= publishedAt, {
    ...onWholeBody('It was not withdrawn before it was published'),
    path: ['withdrawnAt'],
  })
  .openapi('NewPublication');

export type NewPublication = z.output<typeof newPublication>;

export const PUBLICATION_COLUMNS: Columns = {
  article: 'text',
  uri: 'text',
  version: 'text',
  entry: 'text',
  receipt: 'text',
  title: 'text',
  url: 'text',
  use: 'text',
  channel: 'text',
  territory: 'text',
  components: 'list',
  publishedAt: 'text',
  withdrawnAt: 'text',
  clientRef: 'text',
};

export const newDeclaration = z
  .strictObject({
    title: statedWord,
    period: z
      .string()
      .regex(
        /^\d{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
        'Expected 2026, 2026-Q1, 2026-03 or 2026-03-17',
      ),
    figure: z.enum(FIGURES),
    value: z.number().min(0).max(FIGURE_MAX),
    unit: name.optional(),
    clientRef: clientRef.optional(),
  })
  .openapi('NewDeclaration');

export type NewDeclaration = z.output<typeof newDeclaration>;

export const DECLARATION_COLUMNS: Columns = {
  title: 'text',
  period: 'text',
  figure: 'text',
  value: 'number',
  unit: 'text',
  clientRef: 'text',
};

const TABLES = ['text/csv'];

/**
 * One report, a list of reports, or a table. The handler detects which it is, and reports the faults of each.
 */
export const reportsBody = (schema: 'NewPublication' | 'NewDeclaration') => {
  const itemSchema = { $ref: `#/components/schemas/${schema}` };
  const list = { type: 'array' as const, minItems: 1, maxItems: REPORTS_MAX, items: itemSchema };
  return {
    content: {
      'application/json': { schema: z.unknown().openapi({ oneOf: [itemSchema, list] }) },
      ...Object.fromEntries(TABLES.map((type) => [type, { schema: { type: 'string' as const } }])),
    },
  };
};

export const enteredReport = z
  .object({
    id: z.string(),
    index: z.int().openapi({ description: 'Position in the license’s log, from 0' }),
    at: z.string(),
    leaf: z.string(),
    repeated: z
      .boolean()
      .openapi({ description: 'Whether it was already in the log, so that nothing was added' }),
    clientRef: z.string().optional(),
  })
  .openapi('EnteredReport');

export const reportsAnswer = z
  .object({ items: z.array(enteredReport), entered: z.int(), repeated: z.int() })
  .openapi('EnteredReports');
export type ReportsAnswer = z.input<typeof reportsAnswer>;
