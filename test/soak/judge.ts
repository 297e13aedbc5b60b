/**
 * Whether a reader saw what happened: each change once, in the order in which it happened, and nothing else.
 * Pure.
 */
import type { ObservedEntry } from './follower.ts';
import type { Happened, Kind, Story } from './story.ts';

const name = ({ version, changeType }: { version: string; changeType: string }) => `${changeType} ${version}`;

export function faultsOf(
  reader: string,
  observed: readonly ObservedEntry[],
  {
    stories,
    kind,
    license,
  }: { stories: readonly Story[]; kind: Kind; license: { id: string; versions: number } },
): string[] {
  const ofLicense = observed.filter(({ id }) => id === license.id).map(name);
  const changed = Array.from({ length: license.versions - 1 }, (_, index) => `resync ${index + 2}`);
  return [
    ...differences(`${reader}: the license`, changed, ofLicense),
    ...strangers(reader, observed, [license.id, ...stories.map(({ id }) => id)]),
    ...stories.flatMap((story) => faultsOfStory(reader, observed, story, kind)),
    ...inversions(reader, observed, stories),
  ];
}

function differences(about: string, expected: string[], found: string[]): string[] {
  if (expected.join() === found.join()) return [];
  return [`${about}: expected ${expected.join(', ') || 'nothing'}; saw ${found.join(', ') || 'nothing'}`];
}

function strangers(reader: string, observed: readonly ObservedEntry[], known: string[]): string[] {
  const ids = new Set(known);
  return observed
    .filter(({ id }) => !ids.has(id))
    .map(({ id, ...one }) => `${reader}: saw ${name(one)} of ${id}`);
}

function faultsOfStory(
  reader: string,
  observed: readonly ObservedEntry[],
  story: Story,
  kind: Kind,
): string[] {
  const found = observed.filter(({ id }) => id === story.id).map(name);
  const about = `${reader}: ${story.id} (${story.section})`;
  // Whether a change came before the end of the embargo or after it is not known: it has to be there once all
  // the same.
  if (story.isAmbiguous) {
    const twice = found.filter(
      (name, index) => !name.startsWith('advisory') && found.indexOf(name) !== index,
    );
    return twice.filter((name) => !name.startsWith('release')).map((name) => `${about}: saw ${name} twice`);
  }
  return differences(about, versionField(story, kind, found), found);
}

/** An advisory is not told again to who reads the version itself after it; all else is, and in this order. */
function versionField({ happened }: Story, kind: Kind, found: string[]): string[] {
  let at = 0;
  return happened
    .filter((change) => change.for.includes(kind))
    .map(name)
    .filter((change) => {
      const isSeen = found[at] === change;
      if (isSeen) at += 1;
      return isSeen || !change.startsWith('advisory');
    });
}

/** What was acknowledged before something else was even asked for has to come before it. */
function inversions(reader: string, observed: readonly ObservedEntry[], stories: readonly Story[]): string[] {
  const repeated = repeatedIn(stories);
  const requested = new Map<string, Happened>(
    stories.flatMap(({ id, happened }) =>
      happened
        .map((change) => [`${id} ${name(change)}`, change] as const)
        .filter(([what]) => !repeated.has(what)),
    ),
  );
  const faults: string[] = [];
  let earliest = { acked: Number.POSITIVE_INFINITY, what: '' };
  for (const entry of observed.toReversed()) {
    const what = `${entry.id} ${name(entry)}`;
    const { began, acked } = requested.get(what) ?? {};
    if (began === undefined || acked === undefined) continue;
    if (earliest.acked < began)
      faults.push(`${reader}: ${what} came before ${earliest.what}, which was done before it`);
    if (acked < earliest.acked) earliest = { acked, what };
  }
  return faults;
}

/**
 * Changes with the same name, such as two restrictions of one version: nobody knows which of them a reader saw,
 * since an advisory is not told again.
 */
export function repeatedIn(stories: readonly Story[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { id, happened } of stories)
    for (const change of happened) {
      const what = `${id} ${name(change)}`;
      (seen.has(what) ? repeated : seen).add(what);
    }
  return repeated;
}

interface Saw {
  name: string;
  observed: readonly ObservedEntry[];
}

/** One sequence for all: what two readers both saw, they saw in the same order. `repeated`: of `repeatedIn`. */
export function disagreement(one: Saw, other: Saw, repeated: ReadonlySet<string>): string[] {
  const [ours, theirs] = [keysOf(one), keysOf(other)];
  // An item that was released under an embargo is released again at its end, and one of the two is not for
  // everybody.
  const [inOurs, inTheirs] = [once(ours), once(theirs)];
  const isCommon = (key: string) => inOurs.has(key) && inTheirs.has(key) && !repeated.has(key);
  const [mine, yours] = [ours.filter(isCommon), theirs.filter(isCommon)];
  const at = mine.findIndex((key, index) => key !== yours[index]);
  return at === -1 ? [] : [`${one.name} saw ${mine[at]} where ${other.name} saw ${yours[at]}`];
}

const keysOf = ({ observed }: Saw) => observed.map((entry) => `${entry.id} ${name(entry)}`);

const once = (keys: string[]) => new Set(keys.filter((key) => keys.indexOf(key) === keys.lastIndexOf(key)));
