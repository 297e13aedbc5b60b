/** Canonical form of an entry (RFC 8785), and its leaf. Pure. */
import canonicalize from 'canonicalize';
import { type Hash, leafHash } from './merkle.ts';
import type { Note, NoteKind } from './notes/types.ts';
import type { Entry, EntryDraft, UseEntry } from './types.ts';

export interface SealedEntry {
  id: string;
  index: number;
  /** RFC 8785 text, which is hashed, stored and drained. */
  body: string;
  leaf: Hash;
}

/** Members that the object adds to a draft. */
export interface AppendedFields {
  id: string;
  index: number;
  /** ISO 8601 UTC, milliseconds. */
  at: string;
  billable: number;
  /** Components of the units, if any. */
  billed?: string[];
}

/** Owner of an entry; `key` null: not entered with a partner's key. */
export interface EntryOwner {
  license: string;
  partner: string;
  key: string | null;
  env: 'live' | 'test';
}

/** A note with the members that the object adds before it is appended. */
export type NoteDraft = Note & {
  licenseVersion: number;
  operator?: string;
  revision?: number;
  outcome: 'permit';
  code: null;
};

/** Members that differ between entries of the same form, in the order of RFC 8785. */
const APPENDED_MEMBERS = ['at', 'billable', 'id', 'index'] as const satisfies (keyof AppendedFields)[];

/**
 * Text of an entry without its appended members. Partners repeat the same request, so the common part is
 * canonicalized once. RFC 8785 sorts members by name and formats each independently, so the parts can be
 * joined.
 */
export class EntryForm {
  /** Text before each member of `APPENDED_MEMBERS`, and after the last. */
  readonly #fragments: string[];

  constructor({ license, partner, key, env }: EntryOwner, draft: EntryDraft | NoteDraft) {
    const blank = Object.fromEntries(APPENDED_MEMBERS.map((name) => [name, null]));
    const members: Record<string, unknown> = { ...draft, v: 1, license, partner, key, env, ...blank };
    const fragments = [''];
    for (const name of Object.keys(members).sort()) {
      // As in JSON, undefined members are omitted.
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
    // No other member sorts between the two.
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
  acknowledgement: 'ack',
  notice: 'ntc',
  reading: 'rdg',
} as const satisfies Record<UseEntry['kind'] | NoteKind, string>;

/** Id prefix of entries of this kind. */
export function prefixOf({ kind }: Pick<Entry, 'kind'>): (typeof PREFIXES)[Entry['kind']] {
  return PREFIXES[kind];
}

export function isUse<E extends Pick<Entry, 'kind'>>(entry: E): entry is Extract<E, Pick<UseEntry, 'kind'>> {
  return entry.kind === 'delivery' || entry.kind === 'refusal';
}

/** The same request as a refusal: nothing delivered, and permitted components withheld for the reason. */
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
