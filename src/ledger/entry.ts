/** An entry in its one canonical form (RFC 8785), and its leaf. Pure. */
import canonicalize from 'canonicalize';
import { type Hash, leafHash } from './merkle.ts';
import type { Note, NoteKind } from './notes/types.ts';
import type { Entry, EntryDraft, UseEntry } from './types.ts';

export interface SealedEntry {
  id: string;
  index: number;
  /** RFC 8785 text: what is hashed, stored and drained. */
  body: string;
  leaf: Hash;
}

/** What the object adds to a draft. */
export interface AppendedFields {
  id: string;
  index: number;
  /** ISO 8601 UTC, milliseconds. */
  at: string;
  billable: number;
  /** Components that the units are of, when there are any. */
  billed?: string[];
}

/** Whose entry it is; `key` null: no key of the partner's had it written. */
export interface EntryOwner {
  license: string;
  partner: string;
  key: string | null;
  env: 'live' | 'test';
}

/** A note with what the object knows of it before it has a place. */
export type NoteDraft = Note & {
  licenseVersion: number;
  operator?: string;
  revision?: number;
  outcome: 'permit';
  code: null;
};

/** Members that differ from one entry of a form to the next, in the order in which RFC 8785 sorts them. */
const APPENDED_MEMBERS = ['at', 'billable', 'id', 'index'] as const satisfies (keyof AppendedFields)[];

/**
 * The text of an entry but for its place. Partners ask for the same again and again: what all those entries have in common is put in
 * its canonical form once. RFC 8785 sorts members by name and writes each by itself, so the text of the whole is that of its members.
 */
export class EntryForm {
  /** What stands before each member of `PLACED`, and after the last. */
  readonly #fragments: string[];

  constructor({ license, partner, key, env }: EntryOwner, draft: EntryDraft | NoteDraft) {
    const blank = Object.fromEntries(APPENDED_MEMBERS.map((name) => [name, null]));
    const members: Record<string, unknown> = { ...draft, v: 1, license, partner, key, env, ...blank };
    const fragments = [''];
    for (const name of Object.keys(members).sort()) {
      // As in JSON, a member without a value is none.
      if (members[name] === undefined) continue;
      const last = fragments.length - 1;
      const comma = last === 0 && fragments[0] === '' ? '' : ',';
      const isAppended = (APPENDED_MEMBERS as readonly string[]).includes(name);
      fragments[last] += `${comma}${JSON.stringify(name)}:${isAppended ? '' : canonicalize(members[name])}`;
      if (isAppended) fragments.push('');
    }
    this.#fragments = fragments;
  }

  seal({ id, index, at, billable, billed = [] }: AppendedFields): SealedEntry {
    const [a, b, c, d, e] = this.#fragments;
    // No other member's name comes between the two.
    const units = billed.length > 0 ? `${billable},"billed":${canonicalize(billed)}` : billable;
    const body = `{${a}"${at}"${b}${units}${c}"${id}"${d}${index}${e}}`;
    return { id, index, body, leaf: leafHash(body) };
  }
}

const PREFIXES = {
  delivery: 'dlv',
  refusal: 'rfs',
  publication: 'pub',
  declaration: 'dcl',
  adjustment: 'adj',
  external: 'ext',
} as const satisfies Record<UseEntry['kind'] | NoteKind, string>;

/** Prefix of the ids of such entries. */
export function prefixOf({ kind }: Pick<Entry, 'kind'>): (typeof PREFIXES)[Entry['kind']] {
  return PREFIXES[kind];
}

export function isUse(entry: Entry): entry is UseEntry {
  return entry.kind === 'delivery' || entry.kind === 'refusal';
}

/** The same request as a refusal: nothing was delivered, and what had been permitted is withheld for the reason. */
export function asRefusal(draft: EntryDraft, code: string, decidedBy: string): EntryDraft {
  return {
    ...draft,
    kind: 'refusal',
    outcome: 'deny',
    code,
    decidedBy,
    delivered: [],
    withheld: [
      ...draft.withheld,
      ...draft.delivered.map(({ component, type }) => ({
        component,
        code,
        decidedBy,
        ...(type && { type }),
      })),
    ],
  };
}
