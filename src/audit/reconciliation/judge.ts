/** What does not agree between one publication and what was let out, the item and the term of the license. Pure. */
import { day } from '../../delivery/judge.ts';
import type { Message } from '../../rights/types.ts';
import { message } from '../templates.ts';
import { SAME_TIME_MS, TAKE_DOWN_MS } from './limits.ts';
import { ALL } from './read.ts';
import type { Facts, Found, ItemChange, Kind, LetOut, LicenseVersion } from './types.ts';

/** `againMs`: when time alone will make another finding of it; null: never. */
export function judgePublication(facts: Facts): { found: Found[]; againMs: number | null } {
  const kept = keptAfterKill(facts);
  const found = [
    ...withoutDelivery(facts),
    ...outsideTerm(facts),
    ...stoppedItem(facts),
    ...kept.found,
    ...beforeEmbargo(facts),
    ...staleVersion(facts),
  ];
  return { found, againMs: kept.againMs };
}

/** What every finding on a publication rests on. */
export function evidenceOf({ entry, report }: Facts['reported']) {
  const { publishedAt, withdrawnAt, title, channel, territory, version, url } = report;
  return { publication: entry, title, channel, territory, version, url, publishedAt, withdrawnAt };
}

const iso = (ms: number) => new Date(ms).toISOString();

const finding = (facts: Facts, kind: Kind, said: Message, evidence: Record<string, unknown>): Found => ({
  kind,
  said,
  evidence: { ...evidenceOf(facts.reported), ...evidence },
});

const publishedMs = ({ reported }: Facts) => Date.parse(reported.report.publishedAt);

/** The license's version that was in force at an instant; before the first, that. */
export function versionAt(versions: LicenseVersion[], atMs: number): LicenseVersion {
  const [first] = versions;
  if (!first) throw new Error('a license without versions');
  return versions.findLast((one) => one.atMs <= atMs) ?? first;
}

function beforehand(facts: Facts): LetOut[] {
  const untilMs = publishedMs(facts) + SAME_TIME_MS;
  return facts.letOut.filter(({ atMs }) => atMs <= untilMs);
}

/** Says nothing of whether the catalogue has the item: the partner may only have guessed its name. */
function withoutDelivery(facts: Facts): Found[] {
  const { report } = facts.reported;
  const earlier = beforehand(facts);
  if (earlier.length === 0) {
    const [later] = facts.letOut.toSorted((a, b) => a.atMs - b.atMs);
    const said = later
      ? message('publication.before_delivery', {
          published: day(publishedMs(facts)),
          delivered: day(later.atMs),
        })
      : message('publication.never_delivered');
    return [
      finding(facts, 'published_without_delivery', said, {
        firstDelivery: later ? { entry: later.entry, at: iso(later.atMs) } : null,
      }),
    ];
  }
  const had = new Set(earlier.flatMap(({ components }) => components));
  const missing = had.has(ALL) ? [] : report.components.filter((component) => !had.has(component));
  if (missing.length === 0) return [];
  const said = message('publication.components', { components: { list: missing, joint: 'comma' } });
  return [
    finding(facts, 'published_without_delivery', said, {
      components: missing,
      deliveries: earlier.map(({ entry }) => entry),
    }),
  ];
}

/** Dates that were mended since heal what they cover now; that it was suspended then, nothing heals. */
function outsideTerm(facts: Facts): Found[] {
  const atMs = publishedMs(facts);
  const then = versionAt(facts.versions, atMs);
  const now = facts.versions.at(-1) ?? then;
  const fault = termFault(then, atMs);
  if (!fault || !termFault({ ...now, status: then.status }, atMs)) return [];
  const { startsMs, endsMs, status, version } = then;
  const rule = { licenseVersion: version, status, starts: iso(startsMs), ends: iso(endsMs) };
  return [finding(facts, fault.kind, fault.said, { rule })];
}

function termFault(
  { status, startsMs, endsMs }: LicenseVersion,
  atMs: number,
): { kind: Kind; said: Message } | null {
  const published = day(atMs);
  if (status === 'terminated')
    return { kind: 'published_after_term', said: message('publication.terminated') };
  if (atMs >= endsMs)
    return {
      kind: 'published_after_term',
      said: message('publication.after_term', { published, ended: day(endsMs) }),
    };
  if (status === 'suspended')
    return { kind: 'published_while_suspended', said: message('publication.suspended') };
  if (atMs < startsMs)
    return {
      kind: 'published_before_term',
      said: message('publication.before_term', { published, began: day(startsMs) }),
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

/** The change that stopped the item for good, or for now, as it stood at an instant. */
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
  const said = message(killed ? 'publication.after_kill' : 'publication.while_held', {
    published: day(atMs),
    stopped: day(stop.atMs),
  });
  return [
    finding(facts, killed ? 'published_after_kill' : 'published_while_held', said, {
      change: changeEvidence(stop),
    }),
  ];
}

/** Published before the kill, and not withdrawn when there was time enough. */
function keptAfterKill(facts: Facts): { found: Found[]; againMs: number | null } {
  const none = { found: [], againMs: null };
  const kill = stopAt(facts.changes, facts.nowMs);
  if (kill?.status !== 'canceled' || publishedMs(facts) >= kill.atMs) return none;
  const { withdrawnAt } = facts.reported.report;
  const dueMs = kill.atMs + TAKE_DOWN_MS;
  if (withdrawnAt !== null && Date.parse(withdrawnAt) <= dueMs) return none;
  if (withdrawnAt === null && facts.nowMs <= dueMs) return { found: [], againMs: dueMs + 1 };
  const killed = day(kill.atMs);
  const said =
    withdrawnAt === null
      ? message('publication.kept', { killed })
      : message('publication.withdrawn_late', { killed, withdrawn: day(Date.parse(withdrawnAt)) });
  return {
    found: [finding(facts, 'kept_after_kill', said, { change: changeEvidence(kill) })],
    againMs: null,
  };
}

/** An advance delivery may be held, and not published: for every license the embargo is the same. */
function beforeEmbargo(facts: Facts): Found[] {
  const atMs = publishedMs(facts);
  const { embargoedUntilMs } = facts;
  const then = lastAt(facts.changes, atMs);
  if (!then?.embargoed || (embargoedUntilMs !== null && atMs >= embargoedUntilMs)) return [];
  const until = embargoedUntilMs === null ? null : iso(embargoedUntilMs);
  const published = day(atMs);
  const said =
    embargoedUntilMs === null
      ? message('publication.embargoed', { published })
      : message('publication.embargoed_until', { published, until: day(embargoedUntilMs) });
  return [
    finding(facts, 'published_before_embargo', said, {
      embargoedUntil: until,
      change: changeEvidence(then),
    }),
  ];
}

/** What the partner does not say of the version, the newest that it had had by then says. */
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
  const said = message('publication.stale', {
    used,
    published: day(atMs),
    version: correction.version,
    corrected: day(correction.atMs),
  });
  return [finding(facts, 'stale_version', said, { used, change: changeEvidence(correction) })];
}
