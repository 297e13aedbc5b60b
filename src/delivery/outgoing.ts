/** What is about to leave of what is permitted, at hand before the ledger is told: a bucket out of reach bills nobody. */
import type { Component } from '../articles/model.ts';
import { isRefused } from '../formats/accept.ts';
import { FORMATS } from '../formats/index.ts';
import type { AskedRange } from '../platform/byte-range.ts';
import type { Env } from '../platform/env.ts';
import { Content } from './component-bytes.ts';
import {
  type Deliverable,
  type Preconditions,
  type RangeHeaders,
  rangeIn,
  type Validation,
  validate,
} from './preconditions.ts';
import { notAcceptable } from './refusals.ts';

export interface OutgoingQuestion {
  preconditions: Preconditions;
  /** Id of a component that goes out as its own bytes. Absent: the article, as text. */
  component?: string;
  /** `Accept`, of a component. */
  accept?: string | undefined;
  /** Of a component; absent: the whole. */
  part?: RangeHeaders;
}

export interface Outgoing extends Validation {
  /** False: 304, 412 or 416, or the answer to a HEAD. */
  carriesContent: boolean;
  range: AskedRange;
  /** The bytes of a component, for whoever ends them (`Content.end`). Null: text, or nothing leaves. */
  content: Content | null;
}

/** Throws a `Refusal`: `not_acceptable`, `storage_unavailable`. */
export async function outgoingOf(
  env: Env,
  question: OutgoingQuestion,
  deliverable: Deliverable,
  components: Component[],
): Promise<Outgoing> {
  const { preconditions, component, accept, part = {} } = question;
  const only = component === undefined ? undefined : components[0];
  if (only) refuseUnaccepted(accept, only);
  const validation = validate(preconditions, deliverable);
  const isWanted = validation.outcome === 'whole' && !preconditions.isHead;
  const range = isWanted
    ? rangeIn(part, validation.etag, only?.content?.bytes)
    : ({ kind: 'whole' } as const);
  const carriesContent = isWanted && range.kind !== 'unsatisfiable';
  const content =
    carriesContent && only?.content
      ? await Content.of(env, only, range.kind === 'part' ? range : undefined)
      : null;
  return { ...validation, carriesContent, range, content };
}

/** A component has one form, so only a client that refuses it by name gets none. */
function refuseUnaccepted(accept: string | undefined, { content }: Component): void {
  const contentType = content?.contentType ?? FORMATS.text.mediaTypes[0];
  if (isRefused(accept, contentType)) throw notAcceptable('This component', [contentType]);
}
