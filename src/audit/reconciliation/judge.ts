/** Compares one publication with the deliveries, the item and the license's term. Pure. */
import { day } from '../../delivery/judge.ts';
import { REMOVE_WITHIN_MS } from '../../ledger/events/recall.ts';
import type { Message } from '../../rights/types.ts';
import type { PageReading } from '../recalls/types.ts';
import { message } from '../templates.ts';
import { SAME_TIME_MS } from './limits.ts';
import { ALL } from './read.ts';
import type { Facts, Found, ItemChange, Kind, LicenseVersion, SuppliedVersion } from './types.ts';

/** `recheckMs`: when the result may change without any event; null: never. */
export function judgePublication(facts: Facts): { found: Found[]; recheckMs: number | null } {
  const takeDown = lateTakeDown(facts);
  const found = [
    ...withoutDelivery(facts),
    ...outsideTerm(facts),
    ...stoppedItem(facts),
    ...takeDown.found,
    ...onPage(facts),
    ...beforeEmbargo(facts),
    ...staleVersion(facts),
  ];
  return { found, recheckMs: takeDown.recheckMs };
}

/** Evidence common to all findings on a publication. */
export function evidenceOf({ entry, report }: Facts['reported']) {
  const { publishedAt, withdrawnAt, title, channel, territory, version, url } = report;
  return { publication: entry, title, channel, territory, version, url, publishedAt, withdrawnAt };
}

const iso = (ms: number) => new Date(ms).toISOString();

const finding = (facts: Facts, kind: Kind, sentence: Message, evidence: Record<string, unknown>): Found => ({
  kind,
  sentence,
  evidence: { ...evidenceOf(facts.reported), ...evidence },
});

const publishedMs = ({ reported }: Facts) => Date.parse(reported.report.publishedAt);

/** The license version in force at an instant. Before the first version, the first. */
export function versionAt(versions: LicenseVersion[], atMs: number): LicenseVersion {
  const [first] = versions;
  if (!first) throw new Error('a license without versions');
  return versions.findLast((version) => version.atMs <= atMs) ?? first;
}

function beforehand(facts: Facts): SuppliedVersion[] {
  const untilMs = publishedMs(facts) + SAME_TIME_MS;
  return facts.supplied.filter(({ atMs }) => atMs <= untilMs);
}

/** Does not reveal whether the catalogue has the item: the partner may have guessed its name. */
function withoutDelivery(facts: Facts): Found[] {
  const { report } = facts.reported;
  const earlier = beforehand(facts);
  if (earlier.length === 0) {
    const [later] = facts.supplied.toSorted((a, b) => a.atMs - b.atMs);
    const sentence = later
      ? message('publication.before_delivery', {
          published: day(publishedMs(facts)),
          delivered: day(later.atMs),
        })
      : message('publication.never_delivered');
    return [
      finding(facts, 'published_without_delivery', sentence, {
        firstDelivery: later ? { entry: later.entry, at: iso(later.atMs) } : null,
      }),
    ];
  }
  const delivered = new Set(earlier.flatMap(({ components }) => components));
  const missing = delivered.has(ALL)
    ? []
    : report.components.filter((component) => !delivered.has(component));
  if (missing.length === 0) return [];
  const sentence = message('publication.components', { components: { list: missing, joint: 'comma' } });
  return [
    finding(facts, 'published_without_delivery', sentence, {
      components: missing,
      deliveries: earlier.map(({ entry }) => entry),
    }),
  ];
}

/** A later correction of dates resolves the finding; a suspension at that time is never resolved. */
function outsideTerm(facts: Facts): Found[] {
  const atMs = publishedMs(facts);
  const versionThen = versionAt(facts.versions, atMs);
  const now = facts.versions.at(-1) ?? versionThen;
  const fault = termFault(versionThen, atMs);
  if (!fault || !termFault({ ...now, status: versionThen.status }, atMs)) return [];
  const { startsMs, endsMs, status, version } = versionThen;
  const rule = { licenseVersion: version, status, starts: iso(startsMs), ends: iso(endsMs) };
  return [finding(facts, fault.kind, fault.sentence, { rule })];
}

function termFault(
  { status, startsMs, endsMs }: LicenseVersion,
  atMs: number,
): { kind: Kind; sentence: Message } | null {
  const published = day(atMs);
  if (status === 'terminated')
    return { kind: 'published_after_term', sentence: message('publication.terminated') };
  if (atMs >= endsMs)
    return {
      kind: 'published_after_term',
      sentence: message('publication.after_term', { published, ended: day(endsMs) }),
    };
  if (status === 'suspended')
    return { kind: 'published_while_suspended', sentence: message('publication.suspended') };
  if (atMs < startsMs)
    return {
      kind: 'published_before_term',
      sentence: message('publication.before_term', { published, began: day(startsMs) }),
    };
  return null;
}

function lastAt(changes: ItemChange[], atMs: number): ItemChange | undefined {
  return changes.findLast((change) => change.atMs <= atMs);
}

const changeEvidence = ({ seq, version, changeType, atMs }: ItemChange) => ({
  seq,
  version,
  changeType,
  at: iso(atMs),
});

/** The last change that killed or held the item as of an instant. */
function stopAt(changes: ItemChange[], atMs: number): ItemChange | undefined {
  const last = lastAt(changes, atMs);
  if (!last || last.status === 'usable') return undefined;
  const usable = changes.findLastIndex((change) => change.seq <= last.seq && change.status === 'usable');
  return changes.slice(usable + 1).find(({ status }) => status === last.status);
}

function stoppedItem(facts: Facts): Found[] {
  const atMs = publishedMs(facts);
  const stop = stopAt(facts.changes, atMs);
  if (!stop) return [];
  const killed = stop.status === 'canceled';
  const sentence = message(killed ? 'publication.after_kill' : 'publication.while_held', {
    published: day(atMs),
    stopped: day(stop.atMs),
  });
  return [
    finding(facts, killed ? 'published_after_kill' : 'published_while_held', sentence, {
      change: changeEvidence(stop),
    }),
  ];
}

/** What was seen of the page, if it was read after an instant. */
function seenAfter({ reported: { reading } }: Facts, afterMs: number): PageReading | null {
  return reading && Date.parse(reading.at) > afterMs ? reading : null;
}

/** The text of the page differs, or names nobody. The evidence has what was compared. */
function onPage(facts: Facts): Found[] {
  const last = facts.changes.at(-1);
  const reading = seenAfter(facts, publishedMs(facts));
  if (last?.status !== 'usable' || !reading) return [];
  const { entry, at, verdict, blocks, found, version } = reading;
  const read = day(Date.parse(at));
  const evidence = { reading: { entry, at, verdict, blocks, found, version } };
  const asks = versionAt(facts.versions, Date.parse(at)).asksForCredit;
  return [
    ...(verdict === 'altered'
      ? [finding(facts, 'altered_text', message('publication.altered', { read, found, blocks }), evidence)]
      : []),
    ...(asks && reading.credit === false
      ? [finding(facts, 'credit_missing', message('publication.no_credit', { read }), evidence)]
      : []),
  ];
}

/** When the partner has withdrawn it, by its report or its acknowledgement of the kill; null: it has not. */
function withdrawalMs({ reported, removals }: Facts, kill: ItemChange): number | null {
  const { withdrawnAt } = reported.report;
  if (withdrawnAt !== null) return Date.parse(withdrawnAt);
  return removals.find(({ killedMs }) => killedMs >= kill.atMs)?.removedMs ?? null;
}

/** Published before the kill, and not withdrawn in time. */
function lateTakeDown(facts: Facts): { found: Found[]; recheckMs: number | null } {
  const none = { found: [], recheckMs: null };
  const kill = stopAt(facts.changes, facts.nowMs);
  if (kill?.status !== 'canceled' || publishedMs(facts) >= kill.atMs) return none;
  const withdrawnMs = withdrawalMs(facts, kill);
  const dueMs = kill.atMs + (versionAt(facts.versions, kill.atMs).removeMs ?? REMOVE_WITHIN_MS);
  const reading = seenAfter(facts, kill.atMs);
  // When it went is unknown; that it is gone is not.
  if (reading?.verdict === 'gone') return none;
  const isUp = reading?.verdict === 'unchanged' || reading?.verdict === 'altered';
  if (reading && isUp && Date.parse(reading.at) > dueMs) {
    const { entry, at, verdict, blocks, found, version } = reading;
    const sentence = message('publication.still_up', {
      ...{ killed: day(kill.atMs), read: day(Date.parse(at)), found, blocks },
    });
    const evidence = {
      change: changeEvidence(kill),
      reading: { entry, at, verdict, blocks, found, version },
    };
    return { found: [finding(facts, 'kept_after_kill', sentence, evidence)], recheckMs: null };
  }
  if (withdrawnMs !== null && withdrawnMs <= dueMs) return none;
  if (withdrawnMs === null && facts.nowMs <= dueMs) return { found: [], recheckMs: dueMs + 1 };
  const killed = day(kill.atMs);
  const sentence =
    withdrawnMs === null
      ? message('publication.kept', { killed })
      : message('publication.withdrawn_late', { killed, withdrawn: day(withdrawnMs) });
  return {
    found: [finding(facts, 'kept_after_kill', sentence, { change: changeEvidence(kill) })],
    recheckMs: null,
  };
}

/**
 * A delivery before the embargo may be stored but not published. The embargo is the same for all licenses.
 */
function beforeEmbargo(facts: Facts): Found[] {
  const atMs = publishedMs(facts);
  const { embargoedUntilMs } = facts;
  const changeThen = lastAt(facts.changes, atMs);
  if (!changeThen?.embargoed || (embargoedUntilMs !== null && atMs >= embargoedUntilMs)) return [];
  const until = embargoedUntilMs === null ? null : iso(embargoedUntilMs);
  const published = day(atMs);
  const sentence =
    embargoedUntilMs === null
      ? message('publication.embargoed', { published })
      : message('publication.embargoed_until', { published, until: day(embargoedUntilMs) });
  return [
    finding(facts, 'published_before_embargo', sentence, {
      embargoedUntil: until,
      change: changeEvidence(changeThen),
    }),
  ];
}

/** If the report names no version, the newest one delivered by then is assumed. */
function staleVersion(facts: Facts): Found[] {
  const atMs = publishedMs(facts);
  const seqOf = (version: string) => facts.changes.find((change) => change.version === version)?.seq;
  const versions =
    facts.reported.report.version === null
      ? beforehand(facts).map(({ version }) => version)
      : [facts.reported.report.version];
  const newest = Math.max(...versions.map((version) => seqOf(version) ?? Number.POSITIVE_INFINITY));
  if (versions.length === 0 || newest === Number.POSITIVE_INFINITY) return [];
  const correction = facts.changes.findLast(
    ({ changeType, seq, atMs: correctedMs }) =>
      changeType === 'correction' && seq > newest && correctedMs < atMs,
  );
  if (!correction) return [];
  const used = facts.changes.find(({ seq }) => seq === newest)?.version ?? '';
  const sentence = message('publication.stale', {
    used,
    published: day(atMs),
    version: correction.version,
    corrected: day(correction.atMs),
  });
  return [finding(facts, 'stale_version', sentence, { used, change: changeEvidence(correction) })];
}
