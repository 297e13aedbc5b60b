/** `/v1/admin/entities`: names of ids, and search by name. */
import { z } from '@hono/zod-openapi';
import { requireOperator } from '../../access/guard.ts';
import {
  ENTITY_KINDS,
  type EntityKind,
  entityKindOf,
  readableKinds,
  searchableKinds,
} from '../../audit/entities/kinds.ts';
import {
  ENTITIES_DEFAULT,
  ENTITIES_MAX,
  REF_CHARS_MAX,
  WORDS_CHARS_MAX,
} from '../../audit/entities/limits.ts';
import { type EntityRef, findNames } from '../../audit/entities/names-store.ts';
import { entity } from '../../audit/entities/schemas.ts';
import { searchNames } from '../../audit/entities/search-store.ts';
import { createRouter } from '../../platform/http.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { json, onWholeBody, route } from '../../platform/openapi.ts';
import { PAGE_MAX } from '../../platform/paging.ts';

export const entityRoutes = createRouter();

const listOf = (values: string) => values.split(',');

const query = z
  .strictObject({
    ids: z
      .string()
      .transform(listOf)
      .pipe(z.array(z.string().min(1).max(REF_CHARS_MAX)).max(PAGE_MAX))
      .optional()
      .openapi({
        type: 'string',
        description: `Up to ${PAGE_MAX} ids, separated by commas. \`itm_…:3\` returns the article with the headline of version 3`,
      }),
    q: z.string().trim().min(1).max(WORDS_CHARS_MAX).optional().openapi({
      description: 'Words that the name must contain, or the beginning of an id or URI',
    }),
    kind: z
      .string()
      .transform(listOf)
      .pipe(z.array(z.enum(ENTITY_KINDS)).max(ENTITY_KINDS.length))
      .optional()
      .openapi({
        type: 'string',
        description:
          'With `q`: only these kinds, separated by commas. Default: all, and articles are also found by words of their texts',
      }),
    limit: z.coerce.number().int().min(1).max(ENTITIES_MAX).default(ENTITIES_DEFAULT).openapi({
      description: 'With `q`: maximum number of results of each kind',
    }),
  })
  .refine(({ ids, q }) => (ids === undefined) !== (q === undefined), {
    path: ['q'],
    ...onWholeBody('Give either `ids` or `q`'),
  });

entityRoutes.openapi(
  route.get('/v1/admin/entities', {
    middleware: [requireOperator('desk', 'ingest', 'auditor')] as const,
    summary: 'Look up names by ids, or search names; each role can read certain kinds',
    request: { query },
    responses: {
      200: json(
        z.object({
          items: z.array(entity),
          more: z
            .array(z.enum(ENTITY_KINDS))
            .openapi({ description: 'Kinds with more matches than are listed' }),
        }),
        'The entities found; unknown ids are left out',
      ),
    },
  }),
  async (c) => {
    const { ids, q = '', kind, limit } = c.req.valid('query');
    const { role } = c.get('operator');
    if (ids)
      return c.json(
        { items: await findNames(c.env, refsIn(ids, readableKinds(role))), more: [] },
        200,
        NO_STORE,
      );
    const kinds = searchableKinds(role).filter((candidate) => kind === undefined || kind.includes(candidate));
    const matches = await searchNames(c.env.DB, { q, kinds, inTexts: !kind, limit, now: c.get('now') });
    const byKind = kinds.map((kind) => matches.filter((entity) => entity.kind === kind));
    return c.json(
      {
        items: byKind.flatMap((rows) => rows.slice(0, limit)),
        more: kinds.filter((_, index) => (byKind[index]?.length ?? 0) > limit),
      },
      200,
      NO_STORE,
    );
  },
);

/** Distinct ids of readable kinds. A version may contain colons. */
function refsIn(ids: string[], readable: EntityKind[]): (EntityRef & { kind: EntityKind })[] {
  return [...new Set(ids)].flatMap((ref) => {
    const cut = ref.indexOf(':');
    const id = cut < 0 ? ref : ref.slice(0, cut);
    const kind = entityKindOf(id);
    if (!kind || !readable.includes(kind)) return [];
    return [{ id, kind, ...(cut >= 0 && kind === 'article' && { version: ref.slice(cut + 1) }) }];
  });
}
