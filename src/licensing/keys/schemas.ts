import { z } from '@hono/zod-openapi';
import { isCidr } from '../../platform/cidr.ts';
import { keyed } from '../../platform/fault-keys.ts';
import {
  changesSomething,
  idField,
  instant,
  line,
  NOTHING_TO_CHANGE,
  publicJwk,
} from '../../platform/openapi.ts';
import { ADDRESSES_MAX, NAME_CHARS_MAX, OVERLAP_HOURS_MAX } from '../limits.ts';

const name = line(NAME_CHARS_MAX);
const addresses = z
  .array(
    z
      .string()
      .max(50)
      .refine(isCidr, {
        error: 'Expected a CIDR block without bits behind its prefix, or an address',
        ...keyed('address_block'),
      }),
  )
  .min(1)
  .max(ADDRESSES_MAX)
  .openapi({
    example: ['192.0.2.0/24', '2001:db8::/32'],
    description: 'Where tokens may be asked for and used from',
  });
const dpop = z
  .boolean()
  .openapi({ description: 'Tokens only bound to a key of the client’s (DPoP, RFC 9449), on every route' });

export const newKey = z.strictObject({
  license: idField,
  name,
  env: z.enum(['live', 'test']).default('live'),
  expires: instant.optional(),
  addresses: addresses.optional(),
  dpop: dpop.default(false),
  jwk: publicJwk.optional(),
});

export const keyPatch = z
  .strictObject({
    name: name.optional(),
    expires: instant.nullish(),
    addresses: addresses.nullish(),
    dpop: dpop.optional(),
  })
  .refine(changesSomething, NOTHING_TO_CHANGE);

export const rotation = z.strictObject({
  overlapHours: z
    .number()
    .min(0)
    .max(OVERLAP_HOURS_MAX)
    .openapi({ description: 'Hours for which the old secret, and tokens issued for it, still work' }),
  jwk: publicJwk.optional(),
});

export const key = z
  .object({
    id: z.string(),
    client_id: z.string(),
    license: z.string(),
    name: z.string(),
    env: z.enum(['live', 'test']),
    status: z.enum(['active', 'revoked']),
    hint: z
      .string()
      .openapi({ description: 'How the newest secret, or the thumbprint of the public key, ends' }),
    authMethod: z.enum(['client_secret', 'private_key_jwt']),
    dpop: z.boolean(),
    lastUsed: z.string().optional().openapi({
      description: 'When a token was last issued, or the feed address last read, to the minute',
    }),
    feedAddress: z
      .object({ created: z.string(), expires: z.string().optional() })
      .optional()
      .openapi({ description: 'It has a secret feed address, which is shown only when it is made' }),
    expires: z.string().optional(),
    addresses: z.array(z.string()).optional(),
    version: z.number().int(),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('ApiKey');

export const keyWithSecret = key
  .extend({
    client_secret: z
      .string()
      .optional()
      .openapi({ description: 'Shown this once; absent when a public key was registered' }),
  })
  .openapi('ApiKeyWithSecret');

export const rotatedKey = keyWithSecret
  .extend({ previousExpires: z.string().openapi({ description: 'When older secrets stop working' }) })
  .openapi('RotatedApiKey');

const feeds = z.object({ atom: z.string(), rss: z.string(), json: z.string() });

export const feedAddress = z
  .object({
    key: z.string(),
    created: z.string(),
    articles: feeds.openapi({ description: 'The list as a feed. Each address is a secret, shown this once' }),
    changes: feeds.openapi({ description: 'The changes as a feed' }),
  })
  .openapi('FeedAddress');

export type FeedAddress = z.infer<typeof feedAddress>;
export type NewKey = z.infer<typeof newKey>;
export type Rotation = z.infer<typeof rotation>;
export type KeyPatch = z.infer<typeof keyPatch>;
export type KeyResource = z.infer<typeof key>;
