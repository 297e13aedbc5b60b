#!/usr/bin/env node
/**
 * Counts a report of the log again, from the entries that it was made of: of an article, of rules, of
 * activity, for a collecting society. Shares no code with the gateway; needs Node 20.15 or newer.
 *
 *   node scripts/recount-log.mjs report entries.ndjson [time zone]
 *
 * `report` is an answer of /v1/audit/reports/articles/{id}, /rules, /activity or /society; `entries.ndjson`
 * has a line for each entry of its licenses (docs/auditor.md); the zone is theirs, UTC if none is given.
 * Every line that is not the same is told, and the exit code is 1.
 */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);
const byText = (one, other) => (one < other ? -1 : Number(one > other));
const isUse = ({ kind }) => kind === 'delivery' || kind === 'refusal';
const carries = ({ kind, delivered }) => kind === 'delivery' && delivered.length > 0;

function grouped(rows, nameOf) {
  const groups = new Map();
  for (const row of rows) groups.set(nameOf(row), [...(groups.get(nameOf(row)) ?? []), row]);
  return groups;
}

function endsOf(rows) {
  const sorted = [...rows].sort((one, other) => byText(one.at, other.at) || one.index - other.index);
  const [first, last] = [sorted[0], sorted.at(-1)];
  return { firstAt: first.at, lastAt: last.at, first: first.id, last: last.id };
}

function articleLines(report, entries) {
  const own = entries.filter(({ article }) => article === report.article);
  const received = grouped(own.filter(carries), ({ license, title, version }) =>
    JSON.stringify([license, title, version]),
  );
  const refused = grouped(
    own.filter(({ kind }) => kind === 'refusal'),
    ({ license, title, code }) => JSON.stringify([license, title, code]),
  );
  const componentsOf = (rows) =>
    [
      ...grouped(
        rows.flatMap((row) => row.delivered.map(({ component }) => ({ ...row, component }))),
        (one) => one.component,
      ),
    ]
      .map(([component, of]) => [component, of.length, endsOf(of)])
      .sort(([one], [other]) => byText(one, other));
  return {
    told: [
      ...report.received.map(
        ({ license, title, version, times, components, firstAt, lastAt, first, last }) => [
          JSON.stringify([license, title, version]),
          ...[times, { firstAt, lastAt, first, last }],
          components
            .map(({ component, times, firstAt, lastAt, first, last }) => [
              component,
              times,
              { firstAt, lastAt, first, last },
            ])
            .sort(([one], [other]) => byText(one, other)),
        ],
      ),
      ...report.refused.map(({ license, title, code, times, firstAt, lastAt, first, last }) => [
        JSON.stringify([license, title, code]),
        ...[times, { firstAt, lastAt, first, last }],
      ]),
    ],
    counted: [
      ...[...received].map(([name, rows]) => [name, rows.length, endsOf(rows), componentsOf(rows)]),
      ...[...refused].map(([name, rows]) => [name, rows.length, endsOf(rows)]),
    ],
  };
}

function rulesLines({ items }, entries) {
  const stops = entries.flatMap((entry) => [
    ...(entry.kind === 'refusal' ? [{ entry, rule: entry.decidedBy, code: entry.code, refused: 1 }] : []),
    ...entry.withheld.map(({ decidedBy, code }) => ({ entry, rule: decidedBy, code, refused: 0 })),
  ]);
  const codesOf = (rows) =>
    [...grouped(rows, ({ code }) => code)]
      .map(([code, of]) => ({
        code,
        refused: sum(of, ({ refused }) => refused),
        components: sum(of, ({ refused }) => 1 - refused),
      }))
      .sort((one, other) => byText(one.code, other.code));
  return {
    told: items.map(({ words: _words, message: _message, href: _href, ...line }) => line),
    counted: [...grouped(stops, ({ rule }) => rule)].map(([rule, rows]) => {
      const { firstAt, lastAt } = endsOf(rows.map(({ entry }) => entry));
      const licenses = new Set(rows.map(({ entry }) => entry.license)).size;
      const refused = sum(rows, (row) => row.refused);
      const counts = {
        entries: new Set(rows.map(({ entry }) => entry.id)).size,
        refused,
        components: rows.length - refused,
      };
      return { rule, ...counts, firstAt, lastAt, licenses, codes: codesOf(rows) };
    }),
  };
}

function activityLines({ totals, timeline, hours }, entries) {
  const counts = (rows) => {
    const refusals = rows.filter(({ kind }) => kind === 'refusal').length;
    return { entries: rows.length, deliveries: rows.length - refusals, refusals };
  };
  const atOf = timeline[0]?.at.length === 13 ? ({ day, hour }) => `${day}T${hour}` : ({ day }) => day;
  const none = hours.filter(({ entries: all }) => all === 0).map(({ hour }) => ({ hour, ...counts([]) }));
  return {
    told: [totals, ...timeline, ...hours],
    counted: [
      counts(entries),
      ...[...grouped(entries, atOf)].map(([at, rows]) => ({ at, ...counts(rows) })),
      ...[...grouped(entries, ({ hour }) => hour)].map(([hour, rows]) => ({ hour, ...counts(rows) })),
      ...none,
    ],
  };
}

/** RFC 4180. */
function readCsv(text) {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
  const rows = [[]];
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  const [names, ...lines] = rows.slice(0, -1);
  return lines.map((line) => Object.fromEntries(names.map((name, place) => [name, line[place]])));
}

function societyLines(text, entries) {
  const out = entries.filter((entry) => carries(entry) && entry.env === 'live');
  const named = ({ license, title, article, version }) =>
    JSON.stringify([license, title ?? '', article, version]);
  return {
    told: readCsv(text).map((row) => [
      named({ ...row, article: row.item }),
      ...[row.deliveries, row.first_delivery, row.last_delivery, row.components],
    ]),
    counted: [...grouped(out, named)].map(([name, rows]) => {
      const days = rows.map(({ day }) => day).sort();
      const types = new Set(rows.flatMap(({ delivered }) => delivered.flatMap(({ type }) => type ?? [])));
      return [name, String(rows.length), days[0], days.at(-1), [...types].sort().join(' ')];
    }),
  };
}

/** `report`: its text. */
export function recountLog(report, entries, timeZone = 'UTC') {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const dated = entries.filter(isUse).map((entry) => {
    const there = clock.format(new Date(entry.at));
    return { ...entry, day: there.slice(0, 10), hour: there.slice(11, 13) };
  });
  const json = report.startsWith('{') ? JSON.parse(report) : null;
  const inPeriod = json?.period
    ? dated.filter(({ day }) => day >= json.period.from && day <= json.period.to)
    : dated;
  const { told, counted } = !json
    ? societyLines(report, inPeriod)
    : json.received
      ? articleLines(json, dated)
      : json.timeline
        ? activityLines(json, inPeriod)
        : rulesLines(json, inPeriod);
  const missing = (from, others) =>
    from.filter((one) => !others.some((other) => isDeepStrictEqual(one, other)));
  return {
    lines: told.length,
    faults: [
      ...missing(told, counted).map((line) => `told, and not counted: ${JSON.stringify(line)}`),
      ...missing(counted, told).map((line) => `counted, and not told: ${JSON.stringify(line)}`),
    ],
  };
}

if (process.argv[1]?.endsWith('recount-log.mjs')) {
  const [report = '', log = ''] = process.argv.slice(2, 4).map((file) => readFileSync(file, 'utf8'));
  const entries = log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const { lines, faults } = recountLog(report, entries, process.argv[4]);
  for (const fault of faults) console.error(fault);
  console.log(`${lines} lines counted again from ${entries.length} entries, ${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
