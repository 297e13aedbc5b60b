/**
 * Converts the draft to the model's item, checked like a ninjs item, with all statements about its rights.
 * Pure.
 */
import { FAULTS_MAX } from '../limits.ts';
import type { Fault } from '../ninjs/fault.ts';
import { itemOf, type ParsedItem, type WireRights } from '../ninjs/item.ts';
import { keysOf, type Result } from '../ninjs/parse.ts';
import { item as itemSchema } from '../ninjs/schema.ts';
import { type Draft, joinDistinct } from './draft.ts';
import type { NewsmlOptions } from './read.ts';

export function toParsedItem(
  draft: Draft,
  { sections, now, agency }: NewsmlOptions,
): Result<ParsedItem, Fault[]> {
  requireInlineText(draft);
  if (draft.faults.length > 0) return { ok: false, reason: draft.faults };
  const parsed = itemSchema.safeParse(ninjsOf(draft));
  if (!parsed.success)
    return {
      ok: false,
      reason: parsed.error.issues
        .slice(0, FAULTS_MAX)
        .map(({ path, message }) => ({ path: draft.origin(keysOf(path)), message })),
    };
  const parsedItem = itemOf(parsed.data, { sections, now, agency, extra: {}, origin: draft.origin });
  if (!parsedItem.ok) return parsedItem;
  const rights = rightsOf(draft, parsedItem.value);
  return { ok: true, value: { ...parsedItem.value, rights, ...(draft.change && { change: draft.change }) } };
}

/** A text that is only in an external file would be an item without its text. */
function requireInlineText(draft: Draft): void {
  const { type, bodies, renditions } = draft.ninjs;
  if (type === 'text' && bodies === undefined && renditions !== undefined)
    draft.fault(
      draft.root,
      'The text is in a file elsewhere, and none is inline: send it in inlineXML or inlineData',
    );
}

function ninjsOf({ ninjs, rights: statedRights, notes, release: { status, embargoedUntil } }: Draft): object {
  const holder = joinDistinct(statedRights.holders, '; ');
  const notice = joinDistinct(statedRights.notices, '\n');
  const terms = joinDistinct(statedRights.terms, '\n');
  const edNote = joinDistinct([...notes], '\n');
  return {
    ...ninjs,
    pubStatus: status,
    ...(embargoedUntil !== undefined && { embargoedUntil }),
    ...(edNote && { edNote }),
    ...(holder && { copyrightHolder: holder }),
    ...(notice && { copyrightNotice: notice }),
    ...(terms && { usageTerms: terms }),
    ...(statedRights.encoded !== undefined && { rightsInfo: { encodedRights: statedRights.encoded } }),
  };
}

/** Replaces the usage terms by all restricting statements about the item. */
function rightsOf({ rights: statedRights }: Draft, { item, rights }: ParsedItem): WireRights[] {
  const others = rights.filter(({ scope }) => scope.kind !== 'item');
  const { encoded } = statedRights;
  const text = statedRights.prose();
  if (text === '' && encoded === undefined) return others;
  const scope = { kind: 'item' as const, item: item.id };
  return [{ scope, text, ...(encoded !== undefined && { encodedRights: encoded }) }, ...others];
}
