/** Bodies and answers of the partner routes. */
import { z } from '@hono/zod-openapi';
import { changesSomething, line, NOTHING_TO_CHANGE } from '../../platform/desk.ts';
import { expandTerritories } from '../../rights/index.ts';
import { DOMAINS_MAX, NAME_CHARS_MAX, TITLE_ID_CHARS_MAX, TITLES_MAX } from '../limits.ts';

/** RFC 1123 host names, at least two labels, without port or scheme. */
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;

const title = z
  .strictObject({
    id: z
      .string()
      .max(TITLE_ID_CHARS_MAX)
      .regex(/^[a-z0-9][a-z0-9_-]*$/, 'Expected lower-case letters, digits, "-" and "_"')
      .openapi({ example: 'kansai-web' }),
    name: line(NAME_CHARS_MAX),
    domains: z.array(z.string().toLowerCase().regex(DOMAIN, 'Expected a host name')).max(DOMAINS_MAX),
    market: z
      .string()
      .regex(
        /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/,
        'Expected an ISO 3166-1 alpha-2 code, or an ISO 3166-2 code of a part',
      )
      .refine((code) => expandTerritories([code]).ok, 'This country code is not known')
      .openapi({ example: 'JP', description: 'Home market, ISO 3166-1 alpha-2 or ISO 3166-2' }),
    kind: z
      .string()
      .regex(/^[a-z]{2,30}$/, 'Expected one lower-case word')
      .optional()
      .openapi({ example: 'magazine', description: 'What a restriction such as MAGAZINES OUT asks for' }),
  })
  .openapi('Title');

const titles = z
  .array(title)
  .max(TITLES_MAX)
  .superRefine((list, context) => {
    const seen = new Set<string>();
    for (const [index, { id }] of list.entries()) {
      if (seen.has(id))
        context.addIssue({ code: 'custom', path: [index, 'id'], message: 'Another title has this id' });
      seen.add(id);
    }
  });

const fields = { name: line(NAME_CHARS_MAX), contact: line(NAME_CHARS_MAX) };
const status = z.enum(['active', 'suspended']);

export const newPartner = z.strictObject({
  name: fields.name,
  titles: titles.default([]),
  contact: fields.contact.optional(),
});

export const partnerPatch = z
  .strictObject({
    name: fields.name.optional(),
    titles: titles.optional(),
    contact: fields.contact.nullable().optional(),
    status: status.optional(),
  })
  .refine(changesSomething, NOTHING_TO_CHANGE);

export const partner = z
  .object({
    id: z.string(),
    name: z.string(),
    status,
    titles: z.array(title),
    contact: z.string().optional(),
    version: z.number().int(),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('Partner');

export type NewPartner = z.infer<typeof newPartner>;
export type PartnerPatch = z.infer<typeof partnerPatch>;
export type PartnerResource = z.infer<typeof partner>;
