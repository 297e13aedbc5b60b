/**
 * Enters notes idempotently. The note under a key is recorded like the first delivery of a grant, so it moves
 * and is checked with these.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { appendEntry } from '../append-entry.ts';
import { countRefusal, spendProof, usedBy } from '../caller.ts';
import { EntryForm, type EntryOwner, prefixOf } from '../entry.ts';
import { keyFault } from '../judge.ts';
import { AMENDMENTS_MAX } from '../limits.ts';
import type { LogReader } from '../log/draft.ts';
import type { GroupView } from '../recorder.ts';
import type { GrantRecord, KeyRefusal, LicenseState } from '../types.ts';
import type { NoteGroup } from './in-groups.ts';
import type { EnteredNote, KeyedNote, NoteAnswer, NoteRequest } from './types.ts';

export function enterNotes(view: GroupView, request: NoteGroup): NoteAnswer {
  const { by, notes } = request;
  const license = view.license(request.license);
  if (!license || !view.partnerStatus(license.partner)) return { kind: 'elsewhere' };
  if (by.kind === 'partner' && !request.admitted) {
    const fault = faultOf(view, by.caller, license);
    if (fault === 'unknown') return { kind: 'elsewhere' };
    if (fault) return { kind: 'refused', code: fault };
  }
  const positions = conflictsIn(view.draft, license.id, request);
  if (positions.length > 0) return { kind: 'conflict', positions };
  const owner: EntryOwner = {
    license: license.id,
    partner: license.partner,
    key: by.kind === 'partner' ? by.caller.key : null,
    env: by.kind === 'partner' ? by.caller.env : 'live',
  };
  const written = {
    licenseVersion: license.version,
    outcome: 'permit' as const,
    code: null,
    ...(by.kind === 'operator' && { operator: by.operator }),
  };
  return { kind: 'ok', entered: notes.map((note) => enter(view, owner, written, note)) };
}

/** Only the key must be valid: reports under an ended or suspended license must be accepted. */
function faultOf(
  view: GroupView,
  caller: Extract<NoteRequest['by'], { kind: 'partner' }>['caller'],
  license: LicenseState,
): KeyRefusal | 'unknown' | null {
  const key = view.key(caller.key);
  if (!key) return 'unknown';
  const fault =
    caller.license === license.id ? keyFault(key, usedBy(view, caller), caller, view.nowMs) : 'invalid_token';
  if (fault) countRefusal(view, license.id, fault);
  spendProof(view, caller);
  return fault;
}

/** Checked before the first write, since notes are entered all or none. */
function conflictsIn(log: LogReader, license: string, { by, notes }: NoteRequest): number[] {
  const here = new Map<string, string>();
  return notes.flatMap((note, at) => {
    const digest = digestOf(note);
    const earlier = here.get(note.key);
    here.set(note.key, digest);
    const { revisions, same, byDesk } = revisionsOf(log, license, note);
    // Counted apart, so that neither the desk nor the partner uses up the amendments of the other.
    const own = by.kind === 'operator' ? byDesk : revisions - byDesk;
    if (note.amendable) return same || own < AMENDMENTS_MAX ? [] : [at];
    return (revisions > 0 && !same) || (earlier !== undefined && earlier !== digest) ? [at] : [];
  });
}

function enter(
  view: GroupView,
  owner: EntryOwner,
  written: { licenseVersion: number; outcome: 'permit'; code: null; operator?: string },
  note: KeyedNote,
): EnteredNote {
  const { revisions, same, byDesk } = revisionsOf(view.draft, owner.license, note);
  if (same) {
    const { id, index, atMs, leaf } = same;
    return { id, index, atMs, leaf, repeated: true };
  }
  const draft = { ...note.note, ...written, ...(revisions > 0 && { revision: revisions }) };
  const form = new EntryForm(owner, draft);
  const grants = [nameOf(note.key, revisions), nameOf(note.key, revisions, digestOf(note))];
  if (note.amendable && written.operator !== undefined) grants.push(nameOf(note.key, byDesk, BY_DESK));
  const { id, index, atMs, leaf } = appendEntry(view, owner.license, {
    prefix: prefixOf(draft),
    form,
    billable: 0,
    adds: { item: itemOf(note), isArticle: false, units: [], grants },
  });
  return { id, index, atMs, leaf, repeated: false };
}

/** Number of notes under the key, how many of them are the desk's, and the last one if it equals this note. */
function revisionsOf(
  log: LogReader,
  license: string,
  note: KeyedNote,
): { revisions: number; byDesk: number; same: GrantRecord | null } {
  const item = itemOf(note);
  const grantOf = (revision: number, mark?: string) =>
    log.grantOf(license, item, nameOf(note.key, revision, mark));
  let [revisions, byDesk] = [0, 0];
  while (grantOf(revisions)) revisions++;
  while (grantOf(byDesk, BY_DESK)) byDesk++;
  return { revisions, byDesk, same: revisions > 0 ? grantOf(revisions - 1, digestOf(note)) : null };
}

/** A note is recorded as an item of its own. */
const itemOf = ({ key }: KeyedNote): string => `note:${hash(key)}`;

/** Instead of a digest: the nth amendment of the desk. */
const BY_DESK = 'desk';

function nameOf(key: string, revision: number, mark = ''): string {
  return `note:${hash(JSON.stringify([key, revision, mark]))}`;
}

const digestOf = ({ note, source }: KeyedNote): string =>
  hash(canonicalize(source === undefined ? note : { ...note, source }) ?? '');

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
