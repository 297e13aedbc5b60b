/** One version of an item into the catalogue: new, the same again, or refused as older or changed. */
import { createHash } from 'node:crypto';
import { commitChange, type Told } from '../ledger/outbox.ts';
import type { Env } from '../platform/env.ts';
import { type Attempt, conflicting, done, faulty } from '../platform/failure.ts';
import { wireRestrictionStatements, withdrawWireStatements } from '../restrictions/wire.ts';
import type { RestrictionScope } from '../rights/types.ts';
import { textBlocks } from './blocks.ts';
import { type ArticleSnapshot, loadArticle } from './catalogue.ts';
import { inlineMedia } from './inline-media.ts';
import { DOCUMENT_ROW_BYTES_MAX } from './limits.ts';
import { mediaFault, storeMedia } from './media.ts';
import type { ChangeType, Component, ItemVersion } from './model.ts';
import type { ParsedItem } from './ninjs/parse.ts';
import { compareVersions } from './order.ts';
import { findStored, type StoredItem, touchContainingStatements, versionStatements } from './store.ts';

export interface IngestContext {
  /** What the newsroom calls the change, when it says so. */
  change?: 'update' | 'correction' | 'advisory';
  /** Absent: keep those of the version before. */
  sections?: string[];
  /** Digest of the dispatch's blocks (imprimatur-text-1): the stamp room's, passed in because this room is below it. */
  digestText(blocks: string[]): string;
  /** SHA-256 of the document as sent, hex. */
  sourceDigest: string;
  operator: string;
  /** Milliseconds, UTC. */
  now: number;
}

export interface Ingested {
  created: boolean;
  item: ItemVersion;
  /** Components that wait for the desk. */
  unreviewed: string[];
}

export async function ingest(
  env: Env,
  document: ParsedItem,
  context: IngestContext,
): Promise<Attempt<Ingested>> {
  const { id } = document.item;
  const stored = await findStored(env.DB, id);
  const parsed = numbered(document, stored, context);
  const { version } = parsed.item;
  const known = stored.versions.find((one) => one.version === version);
  if (known?.source_digest === context.sourceDigest) return sameAgain(env, id);
  const refused = known
    ? conflicting(`Version ${version} is stored already, with other content.`)
    : olderOrKilled(stored, parsed);
  if (refused) return refused;

  const before = stored.current ? await loadArticle(env, id) : null;
  const components = await withContent(env, parsed, before, context);
  if (!components.ok) return components;
  const item: ItemVersion = {
    ...parsed.item,
    sections: context.sections ?? before?.item.sections ?? [],
    components: components.value,
    // The sequence is the catalogue's, read with the current state; a stored document carries none.
    seq: 0,
    changeType: changeTypeOf(parsed, before, context),
  };
  const rights = await rightsStatements(env, parsed, item, before, context);
  await store(env, item, {
    links: parsed.links,
    isNew: stored.current === null,
    rights: rights.statements,
    context,
  });
  return done({ created: true, item, unreviewed: unreviewedOf(item, rights.unreviewed) });
}

/** Newsrooms that give no version numbers send the next one each time that the content differs. */
function numbered(parsed: ParsedItem, { versions }: StoredItem, { sourceDigest }: IngestContext): ParsedItem {
  if (parsed.numbered || versions.length === 0) return parsed;
  const same = versions.find((one) => one.source_digest === sourceDigest);
  const highest = Math.max(
    0,
    ...versions.map((one) => Math.floor(Number(one.version))).filter(Number.isFinite),
  );
  return { ...parsed, item: { ...parsed.item, version: same?.version ?? String(highest + 1) } };
}

async function sameAgain(env: Env, id: string): Promise<Attempt<Ingested>> {
  const article = await loadArticle(env, id);
  if (!article) throw new Error(`item ${id} has versions but no state`);
  const scopes = article.restrictions.filter(({ reviewed }) => !reviewed).map(({ scope }) => scope);
  return done({ created: false, item: article.item, unreviewed: unreviewedOf(article.item, scopes) });
}

function olderOrKilled({ current }: StoredItem, { item }: ParsedItem) {
  if (!current) return null;
  if (current.pub_status === 'canceled') return conflicting('The item has been killed, and a kill is final.');
  const newest = { version: current.version, versionCreated: current.version_created_ms };
  if (compareVersions(item, newest) <= 0)
    return conflicting(
      `Version ${item.version} is not newer than version ${current.version}, which is current.`,
    );
  return null;
}

/** Bytes that came inside, or were delivered for the same version of the same picture before; and the text's digest. */
async function withContent(
  env: Env,
  { item, media }: ParsedItem,
  before: ArticleSnapshot | null,
  { digestText }: IngestContext,
): Promise<Attempt<Component[]>> {
  const components: Component[] = [];
  for (const component of item.components) {
    const inline = inlineMedia(media, component.id);
    if (inline && !inline.ok) return faulty('/renditions', inline.reason);
    const fault = inline?.ok && mediaFault(inline.value);
    if (fault) return faulty('/renditions', fault);
    if (component.type === 'dispatch')
      components.push({ ...component, digest: digestText(textBlocks(item.headline, item.blocks)) });
    else if (inline?.ok) components.push({ ...component, ...(await storeMedia(env.BUCKET, inline.value)) });
    else components.push(carriedOver(component, before));
  }
  return done(components);
}

function carriedOver(component: Component, before: ArticleSnapshot | null): Component {
  const old = before?.item.components.find(({ id }) => id === component.id);
  if (!old?.content || !old.digest || old.uri !== component.uri || old.version !== component.version)
    return component;
  return { ...component, digest: old.digest, content: old.content };
}

function changeTypeOf(
  { item }: ParsedItem,
  before: ArticleSnapshot | null,
  { change, now }: IngestContext,
): ChangeType {
  if (item.pubStatus === 'canceled') return item.type === 'picture' ? 'elimination' : 'kill';
  if (item.pubStatus === 'withheld') return 'hold';
  if (!before) return 'new';
  const wasHeld = before.item.pubStatus === 'withheld' || (before.item.embargoedUntil ?? 0) > now;
  if (wasHeld && (item.embargoedUntil ?? 0) <= now) return 'release';
  return (
    change ??
    (/^\s*(correction|corrects|berichtigung|korrektur)\b/i.test(item.edNote ?? '') ? 'correction' : 'update')
  );
}

const scopeKey = (scope: RestrictionScope) => JSON.stringify(scope);

/** The wire's restrictions as they are now; those of scopes of which it no longer says anything are withdrawn. */
async function rightsStatements(
  env: Env,
  { rights }: ParsedItem,
  item: ItemVersion,
  before: ArticleSnapshot | null,
  { now, operator }: IngestContext,
) {
  const statements: D1PreparedStatement[] = [];
  const unreviewed: RestrictionScope[] = [];
  for (const { scope, text, encodedRights } of rights) {
    const wire = await wireRestrictionStatements(env.DB, {
      item: item.id,
      scope,
      text,
      ...(encodedRights !== undefined && { encodedRights }),
      now,
      operator,
    });
    statements.push(...wire.statements);
    if (!wire.reviewed) unreviewed.push(scope);
  }
  const said = new Set(rights.map(({ scope }) => scopeKey(scope)));
  const scopes: RestrictionScope[] = before
    ? [
        { kind: 'item', item: item.id },
        ...before.item.components.map(({ id }) => ({ kind: 'component' as const, component: id })),
      ]
    : [];
  for (const scope of scopes)
    if (!said.has(scopeKey(scope))) statements.push(...withdrawWireStatements(env.DB, scope, now, operator));
  return { statements, unreviewed };
}

/** Text goes out with its restriction shown; everything else waits (design, "Restrictions arrive as prose"). */
export function unreviewedOf(item: ItemVersion, scopes: RestrictionScope[]): string[] {
  const whole = scopes.some(({ kind }) => kind === 'item');
  const single = new Set(scopes.flatMap((scope) => (scope.kind === 'component' ? [scope.component] : [])));
  return item.components.filter(({ id }) => whole || single.has(id)).map(({ id }) => id);
}

interface Storing {
  /** URIs of the items that this one contains. */
  links: string[];
  isNew: boolean;
  rights: D1PreparedStatement[];
  context: Pick<IngestContext, 'sourceDigest' | 'now'>;
}

/** One batch for all of it, and every affected ledger object acknowledges before this returns. */
export async function store(
  env: Env,
  item: ItemVersion,
  { links, isNew, rights, context }: Storing,
): Promise<void> {
  const at = new Date(context.now).toISOString();
  const killed = item.pubStatus === 'canceled';
  const document = await documentOf(env.BUCKET, item);
  const told: Told[] = [
    ...(isNew ? [] : [{ fence: { item: item.id, killed } }]),
    ...(killed ? [{ fenceContaining: { uri: item.uri } }] : []),
  ];
  await commitChange(
    env,
    [
      ...versionStatements(env.DB, { item, sourceDigest: context.sourceDigest, document, links, at }),
      ...rights,
      ...(killed ? touchContainingStatements(env.DB, item.uri, at) : []),
    ],
    told,
  );
}

/** In the row, or in the bucket when it is too large for one. */
async function documentOf(bucket: R2Bucket, item: ItemVersion): Promise<{ text: string } | { key: string }> {
  const text = JSON.stringify(item);
  if (Buffer.byteLength(text) <= DOCUMENT_ROW_BYTES_MAX) return { text };
  const key = `items/${item.id}/${createHash('sha256').update(text).digest('hex')}`;
  await bucket.put(key, text, { httpMetadata: { contentType: 'application/json' } });
  return { key };
}
