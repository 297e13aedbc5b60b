/**
 * Reads the content of a permitted delivery before the ledger is called, so that an unavailable bucket bills
 * nobody.
 */
import type { Component } from '../articles/model.ts';
import { isRefused, mediaTypeOf, preferenceOf } from '../formats/accept.ts';
import { FORMATS } from '../formats/index.ts';
import type { RequestedRange } from '../platform/byte-range.ts';
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
  /** Id of a component that is delivered as its own bytes. Absent: the article, as text. */
  component?: string;
  accept?: string | undefined;
  part?: RangeHeaders;
}

export interface Outgoing extends Validation {
  /** False for 304, 412 and 416, and for a HEAD. */
  carriesContent: boolean;
  range: RequestedRange;
  /** Bytes of a component; the receiver must call `Content.end`. Null: text, or no content. */
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
  const needsContent = validation.outcome === 'whole' && !preconditions.isHead;
  const range = needsContent
    ? rangeIn(part, validation.etag, only?.content?.bytes)
    : ({ kind: 'whole' } as const);
  const carriesContent = needsContent && range.kind !== 'unsatisfiable';
  const content =
    carriesContent && only?.content
      ? await Content.of(env, only, range.kind === 'part' ? range : undefined)
      : null;
  return { ...validation, carriesContent, range, content };
}

/** A component has one media type, so only a client that excludes it is refused. */
function refuseUnaccepted(accept: string | undefined, { content }: Component): void {
  const contentType = content?.contentType ?? FORMATS.text.mediaTypes[0];
  if (isRefused(preferenceOf(accept), mediaTypeOf(contentType)))
    throw notAcceptable('This component', [contentType]);
}
