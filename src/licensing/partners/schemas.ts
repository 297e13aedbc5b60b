import { z } from '@hono/zod-openapi';
import { keyed, pattern } from '../../platform/fault-keys.ts';
import { changesSomething, line, NOTHING_TO_CHANGE } from '../../platform/openapi.ts';
import { isTrustworthy, toAsciiHost } from '../../platform/web-address.ts';
import { expandTerritories } from '../../rights/index.ts';
import { DOMAINS_MAX, FEED_CHARS_MAX, NAME_CHARS_MAX, TITLE_ID_CHARS_MAX, TITLES_MAX } from '../limits.ts';
import { hasValidAddresses } from './contact.ts';

/** RFC 1123 host names with at least two labels, without port or scheme. */
const DOMAIN = pattern(
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/,
  'host_name',
);

const PLACE = pattern(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'place');

export const TITLE_ID = pattern(/^[a-z0-9][a-z0-9_-]*$/, 'title_id');

const title = z
  .strictObject({
    id: z
      .string()
      .max(TITLE_ID_CHARS_MAX)
      .regex(TITLE_ID, 'Expected lower-case letters, digits, "-" and "_"')
      .openapi({ example: 'kansai-web' }),
    name: line(NAME_CHARS_MAX),
    domains: z
      .array(z.string().overwrite(toAsciiHost).toLowerCase().regex(DOMAIN, 'Expected a host name'))
      .max(DOMAINS_MAX)
      .openapi({ description: 'Host names. International names are stored in their ASCII form (xn--…)' }),
    market: z
      .string()
      .regex(PLACE, 'Expected an ISO 3166-1 alpha-2 code, or an ISO 3166-2 code of a part')
      // Reports only one fault for one text.
      .refine((code) => !PLACE.test(code) || expandTerritories([code]).ok, {
        error: 'This country code is not known',
        ...keyed('place'),
      })
      .openapi({ example: 'JP', description: 'Home market, ISO 3166-1 alpha-2 or ISO 3166-2' }),
    kind: z
      .string()
      .regex(pattern(/^[a-z]{2,30}$/, 'word'), 'Expected one lower-case word')
      .optional()
      .openapi({
        example: 'magazine',
        description: 'Kind of the publication, to which restrictions such as MAGAZINES OUT apply',
      }),
    feed: z
      .string()
      .max(FEED_CHARS_MAX)
      .refine(isTrustworthy, { error: 'Expected an https address', ...keyed('web_address') })
      .optional()
      .openapi({
        example: 'https://kansai.example/feed.xml',
        description:
          'RSS or Atom feed, or sitemap, on one of the domains. Its pages are compared with delivered articles that have to be reported and are not',
      }),
  })
  .openapi('Title');

/** Also runs if single titles have faults, so that one response lists all faults. */
const EVEN_IF_FAULTY = { when: ({ value }: { value: unknown }) => Array.isArray(value) };

const titles = z
  .array(title)
  .max(TITLES_MAX)
  .superRefine((list, context) => {
    const ids = new Set<string>();
    for (const [index, one] of list.entries()) {
      const id = one?.id;
      if (ids.has(id))
        context.addIssue({
          code: 'custom',
          path: [index, 'id'],
          message: 'Another title has this id',
          ...keyed('same_title_id'),
        });
      if (id) ids.add(id);
    }
  }, EVEN_IF_FAULTY);

const contact = line(NAME_CHARS_MAX).refine(hasValidAddresses, {
  error: 'Expected an email address such as desk@example.com, alone or after a name in <>',
  ...keyed('email_address'),
});

const fields = {
  name: line(NAME_CHARS_MAX),
  contact: contact.openapi({
    description: 'Email addresses or telephone numbers, separated by commas',
  }),
  recallContact: contact.openapi({
    description: 'Second contact, in the same form: whom alerts about overdue recalls name',
  }),
};
const status = z.enum(['active', 'suspended']);

export const newPartner = z.strictObject({
  name: fields.name,
  titles: titles.default([]),
  contact: fields.contact.optional(),
  recallContact: fields.recallContact.optional(),
});

export const partnerPatch = z
  .strictObject({
    name: fields.name.optional(),
    titles: titles.optional(),
    contact: fields.contact.nullable().optional(),
    recallContact: fields.recallContact.nullable().optional(),
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
    recallContact: z.string().optional(),
    version: z.number().int(),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('Partner');

export type NewPartner = z.infer<typeof newPartner>;
export type PartnerPatch = z.infer<typeof partnerPatch>;
export type PartnerResource = z.infer<typeof partner>;
