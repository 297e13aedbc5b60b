/** `/v1/audit/evidence`: evidence for a license or an article, as one file that can be verified offline. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { requireToken } from '../../access/guard.ts';
import { keyRing } from '../../access/keyring.ts';
import { filesOf } from '../../audit/evidence/files.ts';
import { PACK_BYTES, PACK_ENTRY_BYTES } from '../../audit/evidence/limits.ts';
import { type PackDescription, withManifest } from '../../audit/evidence/manifest.ts';
import { nothingLogged, scopeOf } from '../../audit/evidence/scope.ts';
import { type PackFile, zipOf } from '../../audit/evidence/zip.ts';
import { requireSlot, sendPieces } from '../../audit/large-answer.ts';
import { readerOf } from '../../audit/reader.ts';
import { closuresOf } from '../../audit/recalls/closure.ts';
import { deletedEntries } from '../../audit/retention/store.ts';
import { filterOf } from '../../audit/search/query.ts';
import { agencyOf } from '../../platform/env.ts';
import { type AppEnv, createRouter } from '../../platform/http.ts';
import { idParam, instant, problems, route } from '../../platform/openapi.ts';
import { Refusal } from '../../platform/problem.ts';

export const evidenceRoutes = createRouter();

const query = z.strictObject({
  from: instant.optional(),
  to: instant.optional().openapi({ description: 'The first instant after the period' }),
});

const responses = {
  200: {
    description:
      'A ZIP with README.md, entries, receipts, the licenses and restrictions of that time, checkpoints, proofs, public keys, and a script that verifies it offline',
    content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
  },
  ...problems(404),
};

evidenceRoutes.openapi(
  route.get('/v1/audit/evidence/licenses/{id}', {
    middleware: [requireToken('audit', 'articles'), requireSlot()],
    summary: 'Download the evidence of what was delivered and refused under a license',
    request: { params: idParam, query },
    responses,
  }),
  async (c) => {
    const license = c.req.valid('param').id;
    const partner = await readerOf(c);
    // For a partner, the licenses of others do not exist.
    if (partner && partner.license !== license) throw nothingLogged();
    return sendEvidence(c, { about: { license }, license, span: c.req.valid('query'), reader: partner });
  },
);

evidenceRoutes.openapi(
  route.get('/v1/audit/evidence/articles/{id}', {
    middleware: [requireToken('audit', 'articles'), requireSlot()],
    summary: 'Download the evidence of who has received an article; partners get that of their own license',
    request: { params: idParam, query },
    responses,
  }),
  async (c) => {
    const article = c.req.valid('param').id;
    const partner = await readerOf(c);
    return sendEvidence(c, { about: { article }, article, span: c.req.valid('query'), reader: partner });
  },
);

interface EvidenceRequest {
  about: PackDescription['about'];
  license?: string;
  article?: string;
  span: z.output<typeof query>;
  reader: { license: string; partner: string } | undefined;
}

/** All refusals happen before the first byte. */
async function sendEvidence(
  c: Context<AppEnv>,
  { about, span, reader, ...subject }: EvidenceRequest,
): Promise<Response> {
  const { env } = c;
  const { now } = c.var;
  const filter = filterOf({ ...subject, ...span, ...(reader && { license: reader.license }) });
  const isWhole = 'license' in about;
  const ring = await keyRing(env.SIGNING_KEYS);
  const [enclosed, scope, closures] = await Promise.all([
    Promise.all([enclosure(c, 'README.md'), enclosure(c, 'check-evidence.mjs')]),
    scopeOf(env, { filter, isComplete: isWhole, now }),
    // A closure names all holders.
    'article' in about && !reader ? closuresOf(env, { article: about.article, ring, now }) : [],
  ]);
  // Deleted neighbors may be of another month.
  const { from, to, ...anyTime } = filter;
  const monthFilter = scope.isOpen ? anyTime : filter;
  const deleted = await deletedEntries(env.DB, monthFilter);
  const agency = agencyOf(env);
  const manifest: PackDescription = {
    form: 'imprimatur-evidence-1',
    made: new Date(now).toISOString(),
    gateway: agency.publicUrl,
    origin: agency.logOrigin,
    about,
    from: from ?? null,
    to: to ?? null,
    reader: reader?.partner ?? 'auditor',
    logs: scope.logs.map(({ license, size, entries }) => ({
      license,
      size,
      entries: entries.indexes.length,
    })),
    archived: [],
    deleted: deleted.map(({ month, entries }) => ({ month, entries })),
  };
  const files = filesOf({
    env,
    scope,
    ring,
    isOfArticle: !isWhole,
    isForAgency: reader === undefined,
    enclosed: [...enclosed, ...closures],
    now,
  });
  const sign = async (manifest: Uint8Array) =>
    new Uint8Array(await crypto.subtle.sign('Ed25519', ring.sign.checkpoint.key, manifest));
  const name = Object.values(about)[0];
  const entries = scope.logs.reduce((sum, log) => sum + log.entries.indexes.length, 0);
  const content = {
    pieces: zipOf(withManifest(files, manifest, sign)),
    heldBytes:
      PACK_BYTES + entries * PACK_ENTRY_BYTES + bytesOf(closures.flatMap((closure) => closure.content)),
  };
  return sendPieces(c, content, {
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="evidence-${name}.zip"`,
    'Cache-Control': 'private, no-store',
  });
}

const bytesOf = (parts: Uint8Array[]) => parts.reduce((sum, { length }) => sum + length, 0);

/** An asset deployed with the worker (scripts/assets.mjs). */
async function enclosure({ env }: Context<AppEnv>, name: string): Promise<PackFile> {
  const stored = await env.ASSETS.fetch(new Request(`https://assets.invalid/evidence/${name}`));
  if (!stored.ok) {
    await stored.body?.cancel();
    throw new Refusal({
      code: 'storage_unavailable',
      detail: `The file ${name} of evidence packs is not deployed here.`,
    });
  }
  return { name, content: [new Uint8Array(await stored.arrayBuffer())] };
}
