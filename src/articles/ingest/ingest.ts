/** `PUT /v1/admin/articles`: from what the newsroom sends to a stored version, its restrictions and its place in the sequence. */
import type { By } from '../../platform/desk.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, failed } from '../../platform/failure.ts';
import { textBlocks } from '../blocks.ts';
import type { ChangeType, ItemVersion } from '../model.ts';
import { type ParsedItem, parseItem } from '../ninjs/parse.ts';
import { changeTypeOf } from './change-type.ts';
import { sourceDigest } from './digest.ts';
import { storeInline, withBytes } from './media.ts';
import { compareVersions, newsroomVersion, nextVersion } from './order.ts';
import { againWhenRaced, RACED } from './races.ts';
import { rightsStatements } from './rights.ts';
import { type CurrentState, readCurrent } from './store.ts';
import { confirmStored, writeState } from './write.ts';

export interface IngestRequest {
  document: unknown;
  /** Absent: as the version before, or none. */
  sections?: string[];
  /** What the newsroom calls this change; absent: told from the document. */
  change?: ChangeType;
  by: By;
  /** imprimatur-text-1 of headline and body: the stamp room's, passed in because this room is below it. */
  digestText: (blocks: string[]) => string;
}

export interface Ingested {
  item: ItemVersion;
  /** False: this version was here already. */
  created: boolean;
  /** Pointers of the fields that ninjs does not know. */
  extra: string[];
}

/** Conflict: an older version, a changed one under the same number, a killed item. Malformed: with the path of each fault. */
export async function ingestItem(env: Env, request: IngestRequest): Promise<Attempt<Ingested>> {
  const parsed = parseItem(request.document, request.sections ?? [], request.by.now, env.AGENCY_NAME);
  if (!parsed.ok) return failed({ reason: 'malformed', faults: parsed.reason });
  const digest = sourceDigest(request.document);
  return againWhenRaced(() => ingestOnce(env, { ...parsed.value, digest }, request));
}

type Sent = ParsedItem & { digest: string };

async function ingestOnce(
  env: Env,
  sent: Sent,
  request: IngestRequest,
): Promise<Attempt<Ingested> | typeof RACED> {
  const previous = await readCurrent(env, sent.item.id);
  const placed = place(sent, previous, request);
  const known = previous && (await knownVersion(env, placed, previous));
  const refused = known ?? (previous && outOfOrder(placed.item, previous.item));
  if (refused) return refused;

  const inline = await storeInline(env.BUCKET, placed.media);
  if (!inline.ok) return inline;
  const item = complete(placed, previous, inline.value, request);
  const written = await writeState(env, {
    item,
    previous,
    sourceDigest: placed.digest,
    links: placed.links,
    restrictions: await rightsStatements(env.DB, item, placed.rights, request.by),
    by: request.by,
    act: 'article.ingest',
  });
  return written === RACED ? RACED : done({ item, created: true, extra: placed.extra });
}

/** The item among its versions: the sections it keeps, the number and time that the newsroom left out. */
function place(sent: Sent, previous: CurrentState | null, { sections }: IngestRequest): Sent {
  if (!previous) return sent;
  const item = { ...sent.item, sections: sections ?? previous.item.sections };
  if (!sent.numbered) item.version = numberOf(sent, previous);
  if (!sent.dated) item.versionCreated = Math.max(item.versionCreated, previous.item.versionCreated);
  return { ...sent, item };
}

/**
 * Without number and time, what says the same as the newsroom's last word is that word again (even when the desk has
 * held the item since), and anything else is new: a text may go back to what it was. A time tells old versions apart.
 */
function numberOf({ digest, dated }: Sent, { versions, item }: CurrentState): string {
  const last = newsroomVersion(item.version, versions);
  const same = dated
    ? [...versions].find(([, known]) => known === digest)?.[0]
    : versions.get(last) === digest
      ? last
      : undefined;
  return same ?? nextVersion(versions.keys());
}

/** The same version again is no change, whatever came after it; the objects may still owe their word for it. */
async function knownVersion(
  env: Env,
  { item, digest, extra }: Sent,
  previous: CurrentState,
): Promise<Attempt<Ingested> | null> {
  const known = previous.versions.get(item.version);
  if (known === undefined) return null;
  const current = item.version === previous.item.version;
  if (known !== digest || (current && !sameSections(item.sections, previous.item.sections)))
    return conflicting(
      `Version ${item.version} is stored already, with other content or sections. A change is a new version.`,
    );
  await confirmStored(env);
  return done({ item: previous.item, created: false, extra });
}

function sameSections(a: string[], b: string[]): boolean {
  return a.toSorted().join('\n') === b.toSorted().join('\n');
}

function outOfOrder(item: ParsedItem['item'], current: ItemVersion): ReturnType<typeof conflicting> | null {
  if (current.pubStatus === 'canceled')
    return conflicting(
      'The item has been killed, and a kill is final. Send the new story under a uri of its own.',
    );
  if (compareVersions(item, current) > 0) return null;
  const at = new Date(current.versionCreated).toISOString();
  return conflicting(
    `Version ${item.version} is not newer than version ${current.version} of ${at}, which is current.`,
  );
}

function complete(
  { item }: Sent,
  previous: CurrentState | null,
  inline: Parameters<typeof withBytes>[1],
  { change, digestText, by }: IngestRequest,
): ItemVersion {
  const components = item.components.map((component) =>
    component.type === 'dispatch'
      ? { ...component, digest: digestText(textBlocks(item.headline, item.blocks)) }
      : withBytes(component, inline, previous?.item),
  );
  return {
    ...item,
    // ninjs has no field for a notice: a kill or hold that comes over the wire has it in its editorial note
    ...(item.pubStatus !== 'usable' && item.edNote !== undefined && { notice: item.edNote }),
    components,
    // the sequence is the catalogue's, read with the state: a stored document carries none
    seq: 0,
    changeType: changeTypeOf(previous?.item ?? null, item, by.now, change),
  };
}
