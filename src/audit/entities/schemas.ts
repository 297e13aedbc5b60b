/** Schema of a resource with its name. */
import { z } from '@hono/zod-openapi';
import { ENTITY_KINDS } from './kinds.ts';

const entityName = z.object({ id: z.string(), name: z.string() });

export const entity = z
  .object({
    id: z.string(),
    kind: z.enum(ENTITY_KINDS),
    name: z
      .string()
      .openapi({ description: 'Name; of a license `Partner · Reference`, of an article its headline' }),
    version: z
      .string()
      .optional()
      .openapi({ description: 'The version whose headline it is, if one was requested' }),
    detail: z
      .string()
      .optional()
      .openapi({ description: 'Text that distinguishes it from others of the same name' }),
    type: z.string().optional(),
    status: z.string().optional(),
    at: z.string().optional(),
    near: z.boolean().optional().openapi({
      description: 'No name has the searched words; this one has words that differ by a letter or in umlauts',
    }),
    partner: entityName.optional(),
    article: z.string().optional().openapi({ description: 'The article of a component' }),
    titles: z.array(entityName).optional().openapi({ description: 'The titles of a license or partner' }),
    reference: z
      .string()
      .optional()
      .openapi({ description: 'Reference of the consent on which a license is based' }),
    timeZone: z.string().optional().openapi({ description: 'Time zone of the periods of a license' }),
    products: z.string().optional().openapi({ description: 'Names of the products of a license' }),
    firstDay: z.string().optional().openapi({ description: 'First day of a license, in its time zone' }),
    lastDay: z.string().optional().openapi({ description: 'Last day of a license, in its time zone' }),
  })
  .openapi('Entity');

export type Entity = z.output<typeof entity>;
