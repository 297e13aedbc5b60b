/** What was sent: one report or a list as JSON, or a table as CSV. All of it is in order, or the fault of each row is told. */
import type { Context } from 'hono';
import type { z } from 'zod';
import { type AppEnv, faultsOf, malformed } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import { FAULTS_TOLD_MAX, REPORTS_MAX } from './limits.ts';
import { type Columns, readTable } from './table.ts';

export interface ReportFault {
  /** JSON pointer: `/3/title` in a list or a table, `/title` in a report that comes alone. */
  path: string;
  message: string;
  /** Of a table: where in the file, and in which of its fields. Both from 1. */
  line?: number;
  column?: number;
}

export interface Submitted<T> {
  reports: T[];
  /** A fault of one of them; `member` '' : of the whole report. */
  fault(at: number, member: string, message: string): ReportFault;
}

interface Form<T> {
  schema: z.ZodType<T>;
  columns: Columns;
}

/** Throws `malformed`. */
export async function submittedReports<T>(
  c: Context<AppEnv>,
  json: unknown,
  { schema, columns }: Form<T>,
): Promise<Submitted<T>> {
  const isTable = (c.req.header('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() === 'text/csv';
  const { values, fault } = isTable ? tableOf(await textOf(c), columns) : listOf(json);
  if (values.length === 0 || values.length > REPORTS_MAX)
    throw malformed('body', [{ path: '/', message: `Expected 1 to ${REPORTS_MAX} reports` }]);
  const faults: ReportFault[] = [];
  const reports = values.flatMap((value, at) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return [parsed.data];
    for (const { path, message } of faultsOf(parsed.error))
      faults.push(fault(at, path === '/' ? '' : path.slice(1), message));
    return [];
  });
  if (faults.length > 0) throw refusedReports(faults);
  return { reports, fault };
}

/** None was entered, since some are at fault: all faults, for a person to mend. */
export function refusedReports(faults: ReportFault[]): Refusal {
  const [first] = faults;
  const where = first?.line === undefined ? `at ${first?.path}` : `in line ${first.line}`;
  const others =
    faults.length > 1
      ? ` There ${faults.length === 2 ? 'is one fault' : `are ${faults.length - 1} faults`} more.`
      : '';
  return new Refusal({
    code: 'malformed',
    detail: `Nothing was entered. The body is malformed ${where}: ${first?.message}.${others}`,
    members: { errors: faults.slice(0, FAULTS_TOLD_MAX) },
  });
}

interface Read {
  values: unknown[];
  fault: Submitted<unknown>['fault'];
}

function listOf(json: unknown): Read {
  const below = (member: string) => (member === '' ? '' : `/${member}`);
  if (Array.isArray(json))
    return { values: json, fault: (at, member, message) => ({ path: `/${at}${below(member)}`, message }) };
  return { values: [json], fault: (_at, member, message) => ({ path: below(member) || '/', message }) };
}

function tableOf(text: string, columns: Columns): Read {
  const read = readTable(text, columns);
  if (!read.ok)
    throw refusedReports(
      read.faults.map(({ line, column, message }) => ({ path: '/', message, line, column })),
    );
  return {
    values: read.rows.map(({ value }) => value),
    fault: (at, member, message) => {
      const row = read.rows[at];
      const column = row?.columns.get(member.split('/')[0] ?? '');
      return {
        path: `/${at}${member === '' ? '' : `/${member}`}`,
        message,
        ...(row && { line: row.line }),
        ...(column !== undefined && { column }),
      };
    },
  };
}

async function textOf(c: Context<AppEnv>): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await c.req.arrayBuffer());
  } catch {
    throw malformed('body', [{ path: '/', message: 'Expected CSV in UTF-8' }]);
  }
}
