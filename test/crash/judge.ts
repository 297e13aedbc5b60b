/** What must hold of what is on disk once everything has come to rest. Each fault is a sentence. */
import { isUse } from '../../src/ledger/entry.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import type { UseEntry } from '../../src/ledger/types.ts';
import { naiveRoot } from '../support/naive-merkle.ts';
import type { Stored, StoredEntry } from './files.ts';
import type { Answer, Fixture, Site } from './fixture.ts';

export interface Figures {
  entries: number;
  lost: number;
  double: number;
  checkpoints: number;
}

type Log = { entry: UseEntry; leaf: Buffer }[];

export function judge(fixture: Fixture, stored: Stored): { figures: Figures; faults: string[] } {
  const faults: string[] = [];
  const figures: Figures = { entries: stored.object.length, lost: 0, double: 0, checkpoints: 0 };
  const logs = new Map<string, Log>();
  for (const [license, entries] of Map.groupBy(stored.object, ({ license }) => license))
    logs.set(license, logOf(license, entries, faults));
  sameInD1(stored, faults);
  sealedOnce(stored, faults);
  for (const partner of stored.underWay) faults.push(`${partner} never arrived`);
  for (const { kind, license, detail, object } of stored.findings)
    faults.push(
      `${license}: the self-check of ${object} has found ${kind}, and nobody has touched anything. ${detail}`,
    );
  for (const license of stored.divided) faults.push(`${license}: rows of it are in two objects`);
  acknowledged(fixture.answers, logs, figures, faults);
  receipts(fixture.receipts, logs, faults);
  for (const site of fixture.sites) {
    const log = logs.get(site.license) ?? [];
    const uses = log.filter(({ entry }) => isUse(entry));
    bill(site, uses, stored, faults);
    takenOnce(site.license, log, faults);
  }
  checkpoints(stored, logs, figures, faults);
  return { figures, faults };
}

/** Gapless, and every leaf worked out anew from its body. */
function logOf(license: string, entries: StoredEntry[], faults: string[]): Log {
  const log = entries.map(({ body }) => ({
    entry: JSON.parse(body) as UseEntry,
    leaf: Buffer.from(leafHash(body)),
  }));
  entries.forEach(({ idx, leaf }, place) => {
    if (idx !== place || log[place]?.entry.index !== place)
      faults.push(`${license}: entry ${idx} stands where ${place} should`);
    if (!log[place]?.leaf.equals(leaf))
      faults.push(`${license}: the leaf of entry ${place} is not of its body`);
  });
  return log;
}

function sameInD1({ object, d1 }: Stored, faults: string[]): void {
  const key = ({ license, idx }: Pick<StoredEntry, 'license' | 'idx'>) => `${license} ${idx}`;
  const rows = new Map(d1.map((row) => [key(row), row]));
  for (const entry of object) {
    const row = rows.get(key(entry));
    if (!row) faults.push(`${key(entry)} never came to D1`);
    else if (row.body !== entry.body) faults.push(`${key(entry)} is something else in D1`);
  }
  if (d1.length > object.length)
    faults.push(`D1 has ${d1.length - object.length} entries that no object has`);
}

/** What is kept of the log in sums, and what it is found by, is of each entry once. */
function sealedOnce({ d1, sealed }: Stored, faults: string[]): void {
  const sums = new Map(sealed.sums.map((sum) => [sum.license, sum]));
  const below = d1.filter(
    ({ shard, seq, license }) => seq <= (sealed.ends.get(shard) ?? 0) && license !== 'operators',
  );
  for (const [license, rows] of Map.groupBy(below, (row) => row.license)) {
    const uses = rows.map(({ body }) => JSON.parse(body) as UseEntry).filter(isUse);
    const units = uses.reduce((sum, { billable }) => sum + billable, 0);
    const { entries = 0, units: counted = 0, found = 0 } = sums.get(license) ?? {};
    sums.delete(license);
    if (entries !== uses.length || counted !== units || found !== rows.length)
      faults.push(
        `${license}: ${uses.length} uses of ${units} units, summed up as ${entries} of ${counted}; ` +
          `${found} of ${rows.length} entries found`,
      );
  }
  for (const license of sums.keys()) faults.push(`${license}: there are sums of it and no entries`);
}

function acknowledged(answers: Answer[], logs: Map<string, Log>, figures: Figures, faults: string[]): void {
  const times = Map.groupBy(
    [...logs.values()].flat().map(({ entry }) => entry),
    ({ id }) => id,
  );
  const visited = new Set<string>();
  for (const { status, entry: id, license, key, article } of answers) {
    const [entry, ...others] = times.get(id) ?? [];
    if (!entry) figures.lost++;
    if (others.length > 0 || visited.has(id)) figures.double++;
    visited.add(id);
    if (!entry) continue;
    const outcome = status === 200 || status === 304 ? 'permit' : 'deny';
    if (
      entry.license !== license ||
      entry.key !== key.id ||
      entry.article !== article ||
      entry.outcome !== outcome
    )
      faults.push(`entry ${id} tells of another request than the one that it was given for`);
  }
  if (figures.lost > 0) faults.push(`${figures.lost} answers have no entry`);
  if (figures.double > 0) faults.push(`${figures.double} entries stand for more than one answer, or twice`);
}

/** Each names an entry by id, place and leaf. */
function receipts(texts: Set<string>, logs: Map<string, Log>, faults: string[]): void {
  const broken = [...texts].filter((text) => {
    const claims = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString());
    const named = logs.get(claims.license)?.[claims.log.index];
    return named?.entry.id !== claims.jti || named?.leaf.toString('base64') !== claims.log.leaf;
  });
  if (broken.length > 0)
    faults.push(`${broken.length} receipts promise an entry that is not there: ${broken[0]} …`);
}

/** That an endpoint has taken an event stands in the log once. */
function takenOnce(license: string, log: Log, faults: string[]): void {
  const events = log
    .map(({ entry }) => entry as unknown as { kind: string; event: string })
    .filter(({ kind }) => kind === 'acknowledgement')
    .map(({ event }) => event);
  if (new Set(events).size < events.length) faults.push(`${license}: events are acknowledged more than once`);
}

/** The bill, worked out anew from what the entries say was delivered, one after the other. */
function bill({ license, quota, titles }: Site, log: Log, stored: Stored, faults: string[]): void {
  const units = new Set<string>();
  for (const { entry } of log) {
    if (entry.code === 'quota_exceeded' && (quota?.onExceed !== 'refuse' || units.size < quota.limit))
      faults.push(`entry ${entry.id} is refused for a quota that was not used up`);
    const title = entry.title ?? (titles.length === 1 ? titles[0] : '') ?? '';
    let added = 0;
    for (const { component } of entry.env === 'live' ? entry.delivered : []) {
      const unit = (of: string) => JSON.stringify([entry.article, component, of]);
      if (units.has(unit(title)) || units.has(unit(''))) continue;
      units.add(unit(title));
      added++;
    }
    if (added !== entry.billable)
      faults.push(`entry ${entry.id} bills ${entry.billable} units instead of ${added}`);
  }
  if (quota?.onExceed === 'refuse' && units.size > quota.limit)
    faults.push(`${license} has used ${units.size} units of ${quota.limit}`);
  const billedUnits = stored.units.filter((unit) => unit.license === license);
  const billedKeys = billedUnits.map(({ item, component, title }) =>
    JSON.stringify([item, component, title]),
  );
  if (billedUnits.length !== units.size || !billedKeys.every((unit) => units.has(unit)))
    faults.push(`${license}: the units kept are not those that the entries tell of`);
  const counts = stored.usage.filter((usage) => usage.license === license);
  if (quota && units.size > 0 && !counts.some(({ per }) => per === 'term'))
    faults.push(`${license}: nothing is counted for its quota`);
  for (const { per, used } of counts)
    if (used !== units.size) faults.push(`${license}: ${used} units counted by ${per}, ${units.size} billed`);
}

/** Every checkpoint is the naive root of what the log begins with; so each continues the one before. */
function checkpoints(
  { checkpoints, roots }: Stored,
  logs: Map<string, Log>,
  figures: Figures,
  faults: string[],
) {
  const agency = roots.map(({ body }) => Buffer.from(leafHash(body)));
  for (const { origin, size, note } of checkpoints) {
    const [, license] = origin.split('/license/');
    const leaves = license === undefined ? agency : (logs.get(license) ?? []).map(({ leaf }) => leaf);
    const [name, count, root] = note.split('\n');
    if (name !== origin || Number(count) !== size || size > leaves.length)
      faults.push(`${origin}: a checkpoint of ${count} entries, and there are ${leaves.length}`);
    else if (naiveRoot(leaves.slice(0, size)).toString('base64') !== root)
      faults.push(`${origin}: the checkpoint of ${size} entries is not of what the log begins with`);
    figures.checkpoints++;
  }
  for (const { license, size, root } of roots) {
    const leaves = (logs.get(license) ?? []).map(({ leaf }) => leaf);
    if (size > leaves.length || !naiveRoot(leaves.slice(0, size)).equals(root))
      faults.push(`the agency log has a root of ${license} that its ${size} entries do not have`);
  }
}
