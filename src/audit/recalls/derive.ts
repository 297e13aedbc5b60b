/** Extracts what recalls are derived from out of a run of notes. Pure. */

import { day } from '../../delivery/judge.ts';
import type { NoteEntryOf, ReadingVerdict } from '../../ledger/notes/types.ts';
import type { Entry } from '../../ledger/types.ts';
import type { Subject } from '../reconciliation/findings-store.ts';
import { readStretch, reportedBy } from '../reconciliation/read.ts';
import type { Found, Reported } from '../reconciliation/types.ts';
import { message } from '../templates.ts';
import {
  type Holder,
  type HolderAcknowledgement,
  type PageReading,
  RECALL_TYPES,
  type RecallType,
} from './types.ts';

export interface NoticeRow {
  recall: string;
  license: string;
  type: RecallType;
  article: string;
  version: string;
  within: string | null;
  event: string;
  entry: string;
  at: string;
  dueAt: string | null;
}

export interface OverdueRow {
  recall: string;
  license: string;
  at: string;
}

export interface AnswerRow {
  license: string;
  event: string;
  /** In one row for each entry, one of them is set. */
  received: Holder['received'];
  acknowledgement: HolderAcknowledgement | null;
}

export interface ReadingRow {
  license: string;
  article: string;
  recall: string | null;
  url: string;
  atMs: number;
  reading: PageReading;
}

/** Rows for the tables of recalls, in log order. */
export interface RecallRows {
  notices: NoticeRow[];
  overdue: OverdueRow[];
  answers: AnswerRow[];
  readings: ReadingRow[];
  /** The last report of each publication. */
  reported: Reported[];
  /** Each report: a recall may have an address more. */
  reports: { license: string; article: string; ref: string; at: string }[];
  /** Findings of pages that nobody has reported. */
  unreported: { subject: Subject; url: string; found: Found[] }[];
  /** Articles of which recalls may have been replaced. */
  changed: string[];
}

/** Test traffic is ignored. */
export function rowsOf(entries: Entry[]): RecallRows {
  const rows: RecallRows = {
    notices: [],
    overdue: [],
    answers: [],
    readings: [],
    reported: [],
    reports: [],
    unreported: [],
    changed: [],
  };
  for (const entry of entries) {
    if (entry.env !== 'live') continue;
    if (entry.kind === 'notice') addNotice(rows, entry);
    if (entry.kind === 'acknowledgement') rows.answers.push(answerOf(entry));
    if (entry.kind === 'reading') addReading(rows, entry);
    if (entry.kind === 'publication') {
      const { license, article, ref } = reportedBy(entry);
      rows.reports.push({ license, article, ref, at: entry.at });
    }
  }
  return { ...rows, reported: readStretch(entries).reported };
}

/** Nobody may have reported the page, which the reading itself says. */
function addReading(rows: RecallRows, entry: NoteEntryOf<'reading'>): void {
  rows.readings.push(readingOf(entry));
  const { license, partner, article, url, id, verdict, blocks, found, version, publication } = entry;
  if (publication !== null || !isShown(verdict)) return;
  const at = entry.readAt;
  const read = day(Date.parse(at));
  rows.unreported.push({
    subject: { license, partner, article, subject: pageSubject(url) },
    url,
    found: [
      {
        kind: 'published_unreported',
        sentence: message('publication.unreported', { read, found, blocks }),
        evidence: { url, reading: { entry: id, at, verdict, blocks, found, version } },
      },
    ],
  });
}

/** Whether the page shows the article, or what has replaced it. */
export const isShown = (verdict: ReadingVerdict) =>
  verdict === 'unchanged' || verdict === 'altered' || verdict === 'corrected';

/** Subject of a finding about an address. */
export const pageSubject = (url: string) => `page ${url}`;

const isRecallType = (type: string): type is RecallType =>
  RECALL_TYPES.some((recallType) => recallType === type);

function addNotice(rows: RecallRows, entry: NoteEntryOf<'notice'>): void {
  const { license, recall, eventType, article, version, within, event, id, at, dueAt } = entry;
  if (article !== null) rows.changed.push(article);
  if (recall === null) return;
  if (eventType === 'recall.overdue') rows.overdue.push({ recall, license, at });
  if (!isRecallType(eventType) || article === null || version === null) return;
  rows.notices.push({
    recall,
    license,
    type: eventType,
    article,
    version,
    within,
    event,
    entry: id,
    at,
    dueAt,
  });
}

function answerOf({ license, event, id, index, at, ...answer }: NoteEntryOf<'acknowledgement'>): AnswerRow {
  const { endpoint, state, doneAt, note, urls, operator } = answer;
  const by = operator !== undefined && { operator };
  return {
    license,
    event,
    received: endpoint === null ? null : { entry: id, at, endpoint },
    acknowledgement:
      endpoint === null ? { idx: index, entry: id, at, state, doneAt, note, urls, ...by } : null,
  };
}

/**
 * One row for each event: the first receipt, and the last acknowledgement.
 */
export function mergedAnswers(answers: readonly AnswerRow[]): AnswerRow[] {
  const merged = new Map<string, AnswerRow>();
  for (const answer of answers) {
    const key = JSON.stringify([answer.license, answer.event]);
    const before = merged.get(key);
    merged.set(key, before ? mergedAnswer(before, answer) : answer);
  }
  return [...merged.values()];
}

/** `received` takes nothing back that the partner has reported. */
const rankOf = ({ acknowledgement }: AnswerRow): [number, number] =>
  acknowledgement === null ? [-1, -1] : [acknowledgement.state === 'received' ? 0 : 1, acknowledgement.idx];

function mergedAnswer(before: AnswerRow, next: AnswerRow): AnswerRow {
  const [[rankBefore, idxBefore], [rank, idx]] = [rankOf(before), rankOf(next)];
  const isLater = rank > rankBefore || (rank === rankBefore && idx > idxBefore);
  return {
    ...before,
    received: before.received ?? next.received,
    acknowledgement: isLater ? next.acknowledgement : before.acknowledgement,
  };
}

/** The last row of each key, in the order of the keys. */
export const lastOf = <T>(rows: readonly T[], keyOf: (row: T) => string): T[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
];

export function readingOf(entry: NoteEntryOf<'reading'>): ReadingRow {
  const { license, article, recall, url, id, index, readAt, verdict, status, reason } = entry;
  const { blocks, found, sha256, credit, version } = entry;
  return {
    ...{ license, article, recall, url, atMs: Date.parse(readAt) },
    reading: {
      ...{ idx: index, entry: id, at: readAt, verdict, status, reason },
      ...{ blocks, found, sha256, credit, version },
    },
  };
}
