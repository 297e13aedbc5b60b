#!/usr/bin/env node
/**
 * Counts a usage report or a statement again, from the entries that it was made of. Shares no code with the
 * gateway; needs Node 20.15 or newer.
 *
 *   node scripts/recount.mjs report.json entries.ndjson
 *
 * `report.json` is an answer of /v1/audit/reports/usage, /v1/usage or …/statements/{id}; `entries.ndjson` has
 * a line for each entry of its licenses, with its leaf, from the beginning of the term on (docs/auditor.md).
 * Every figure that is not the same is told, and the exit code is 1.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);
const unitsIn = (rows) => sum(rows, ({ billable }) => billable);
const sha256 = (text, form) => createHash('sha256').update(text).digest(form);

/** RFC 8785, for what entries and statements hold. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`;
}

/** Names with their sums, by name: `rows` are [name, number, number…]. */
function tally(rows) {
  const sums = new Map();
  for (const [name, ...numbers] of rows)
    sums.set(
      name,
      numbers.map((number, place) => number + (sums.get(name)?.[place] ?? 0)),
    );
  return [...sums]
    .map(([name, numbers]) => [name, ...numbers])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** What was delivered of each type, or from each supplier: components, units, deliveries. */
function carried(deliveries, member, none) {
  return tally(
    deliveries.flatMap(({ delivered, billed, billable }) => {
      const isBilled = (component) => (billed ? billed.includes(component) : billable === delivered.length);
      const names = new Set(delivered.map((part) => part[member] ?? none));
      names.delete(undefined);
      return [...names].map((name) => {
        const own = delivered.filter((part) => (part[member] ?? none) === name);
        return [name, own.length, sum(own, ({ component }) => Number(isBilled(component))), 1];
      });
    }),
  );
}

function figuresOf(rows) {
  const deliveries = rows.filter(({ kind }) => kind === 'delivery');
  const refusals = rows.filter(({ kind }) => kind === 'refusal');
  const times = rows.map(({ at }) => at).sort();
  return {
    entries: rows.length,
    deliveries: deliveries.length,
    refusals: refusals.length,
    empty: deliveries.filter(({ delivered }) => delivered.length === 0).length,
    repeats: deliveries.filter(({ delivered, billable }) => delivered.length > 0 && billable === 0).length,
    units: unitsIn(rows),
    firstAt: times[0] ?? null,
    lastAt: times.at(-1) ?? null,
  };
}

/** Each list as rows of [name, numbers…]; `told` has the same as objects, with these members. */
const LISTS = {
  sections: ['section', 'entries', 'units'],
  types: ['type', 'components', 'units', 'deliveries'],
  suppliers: ['supplier', 'components', 'units', 'deliveries'],
  refusalsByCode: ['code', 'entries'],
  withheldByCode: ['code', 'components'],
  refusalsByRule: ['rule', 'entries'],
};

function listsOf(rows) {
  const deliveries = rows.filter(({ kind }) => kind === 'delivery');
  const refusals = rows.filter(({ kind }) => kind === 'refusal');
  const refusedBy = ({ kind, decidedBy, withheld }) =>
    new Set([...(kind === 'refusal' ? [decidedBy] : []), ...withheld.map((part) => part.decidedBy)]);
  const sectionsOf = ({ sections }) => new Set(sections.length > 0 ? sections : ['']);
  return {
    sections: tally(rows.flatMap((entry) => [...sectionsOf(entry)].map((name) => [name, 1, entry.billable]))),
    types: carried(deliveries, 'type', ''),
    // What has no supplier is the agency's own.
    suppliers: carried(deliveries, 'supplier'),
    refusalsByCode: tally(refusals.map(({ code }) => [code, 1])),
    withheldByCode: tally(deliveries.flatMap(({ withheld }) => withheld.map(({ code }) => [code, 1]))),
    refusalsByRule: tally(rows.flatMap((entry) => [...refusedBy(entry)].map((rule) => [rule, 1]))),
  };
}

export function recount(given, entries) {
  let figures = 0;
  const faults = [];
  const same = (what, told, counted) => {
    figures++;
    if (!isDeepStrictEqual(told, counted))
      faults.push(`${what}: told ${JSON.stringify(told)}, counted ${JSON.stringify(counted)}`);
  };
  const { statement } = given;
  const { period, items, totals } = statement
    ? { period: statement.period, items: [statement.usage] }
    : given;
  if (statement) same('sha256 of the statement', given.sha256, sha256(canonical(statement), 'hex'));
  for (const { leaf, ...entry } of entries)
    if (sha256(`\0${canonical(entry)}`, 'base64') !== leaf)
      faults.push(`${entry.id} is not what its leaf is of`);

  const sameFigures = (what, told, rows) => {
    for (const [name, value] of Object.entries(figuresOf(rows))) same(`${what} ${name}`, told[name], value);
    if (!told.sections) return;
    for (const [list, counted] of Object.entries(listsOf(rows)))
      same(
        `${what} ${list}`,
        told[list].map((line) => LISTS[list].map((member) => line[member])),
        counted,
      );
  };

  for (const item of items) {
    const { license, timeZone, billing } = item;
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    const own = entries
      .filter((entry) => entry.license === license)
      .map((entry) => [entry, clock.format(new Date(entry.at))])
      .map(([entry, there]) => ({ ...entry, day: there.slice(0, 10), hour: there.slice(11, 13) }));
    const used = own.filter(({ kind }) => kind === 'delivery' || kind === 'refusal');
    const isIn = ({ day }) => day >= period.from && day <= period.to;
    for (const env of ['live', 'test']) {
      const rows = used.filter((entry) => isIn(entry) && entry.env === env);
      if (item[env]) sameFigures(`${license} ${env}`, item[env], rows);
      for (const { title, [env]: told } of item.titles ?? [])
        if (told)
          sameFigures(
            `${license} ${title} ${env}`,
            told,
            rows.filter((entry) => entry.title === title),
          );
    }
    for (const point of item.series ?? []) {
      const isAt = ({ day, hour }) => (point.at.length === 2 ? hour === point.at : day.startsWith(point.at));
      const env = item.live ? 'live' : 'test';
      const counted = figuresOf(used.filter((entry) => isIn(entry) && isAt(entry) && entry.env === env));
      for (const name of ['entries', 'deliveries', 'refusals', 'units'])
        if (name in point) same(`${license} ${point.at} ${name}`, point[name], counted[name]);
    }
    if (!billing) continue;
    const live = used.filter(({ env, day }) => env === 'live' && day <= period.to);
    const within = ({ per, window }) =>
      live.filter(({ day }) => (per === 'term' ? day >= window : day.startsWith(window)));
    for (const { per, window, limit, onExceed, ...told } of billing.quota) {
      const rows = within({ per, window });
      const beyond = (units) => (onExceed === 'overage' ? Math.max(0, units - limit) : 0);
      const overage = beyond(unitsIn(rows)) - beyond(unitsIn(rows.filter(({ day }) => day < period.from)));
      same(`${license} quota ${window}`, told, { used: unitsIn(rows), overage });
    }
    for (const { per, window, units, ...told } of billing.minimum) {
      const counted = unitsIn(within({ per, window }));
      const shortfall = told.shortfall === null ? null : Math.max(0, units - counted);
      same(`${license} minimum ${window}`, told, { used: counted, shortfall });
    }
    const adjusted = own.filter((entry) => entry.kind === 'adjustment' && isIn(entry));
    const inLog = adjusted.sort((one, other) => one.index - other.index);
    same(
      `${license} adjustments`,
      billing.adjustments.map(({ entry, units }) => [entry, units]),
      inLog.map(({ id, units }) => [id, units]),
    );
    const units = unitsIn(live.filter(isIn));
    const shortfall = sum(billing.minimum, (minimum) => minimum.shortfall ?? 0);
    same(`${license} units`, billing.units, units);
    same(
      `${license} overage`,
      billing.overage,
      sum(billing.quota, ({ overage }) => overage),
    );
    same(`${license} shortfall`, billing.shortfall, shortfall);
    same(`${license} billed`, billing.billed, units + shortfall + sum(adjusted, (entry) => entry.units));
  }

  if (totals) {
    const all = items.flatMap(({ live, test }) => live ?? test ?? []);
    for (const name of ['entries', 'deliveries', 'refusals', 'empty', 'repeats', 'units'])
      same(
        `totals ${name}`,
        totals[name],
        sum(all, (one) => one[name]),
      );
    for (const name of ['overage', 'shortfall', 'billed'])
      same(
        `totals ${name}`,
        totals[name],
        sum(items, ({ billing }) => billing?.[name] ?? 0),
      );
  }
  return { figures, faults };
}

if (process.argv[1]?.endsWith('recount.mjs')) {
  const [report = '', log = ''] = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'));
  const lines = log.split('\n').filter((line) => line !== '');
  const { figures, faults } = recount(
    JSON.parse(report),
    lines.map((line) => JSON.parse(line)),
  );
  for (const fault of faults) console.error(fault);
  console.log(`${figures} figures counted again from ${lines.length} entries, ${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
