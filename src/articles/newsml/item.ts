/** The draft of an item as the model has it, checked as any ninjs item is, with all that was said of its rights. Pure. */
import { FAULTS_MAX } from '../limits.ts';
import type { Fault } from '../ninjs/fault.ts';
import { itemOf, type ParsedItem, type WireRights } from '../ninjs/item.ts';
import { keysOf, type Result } from '../ninjs/parse.ts';
import { item as itemSchema } from '../ninjs/schema.ts';
import { type Draft, joined } from './draft.ts';
import type { NewsmlOptions } from './read.ts';

export function finish(draft: Draft, { sections, now, agency }: NewsmlOptions): Result<ParsedItem, Fault[]> {
  textIsThere(draft);
  if (draft.faults.length > 0) return { ok: false, reason: draft.faults };
  const parsed = itemSchema.safeParse(documentOf(draft));
  if (!parsed.success)
    return {
      ok: false,
      reason: parsed.error.issues
        .slice(0, FAULTS_MAX)
        .map(({ path, message }) => ({ path: draft.origin(keysOf(path)), message })),
    };
  const read = itemOf(parsed.data, { sections, now, agency, extra: {}, origin: draft.origin });
  if (!read.ok) return read;
  const rights = rightsOf(draft, read.value);
  return { ok: true, value: { ...read.value, rights, ...(draft.change && { change: draft.change }) } };
}

/** A text whose only form is a file elsewhere would be an item without its text. */
function textIsThere(draft: Draft): void {
  const { type, bodies, renditions } = draft.ninjs;
  if (type === 'text' && bodies === undefined && renditions !== undefined)
    draft.fault(
      draft.root,
      'The text is in a file elsewhere, and none is inline: send it in inlineXML or inlineData',
    );
}

function documentOf({ ninjs, said, notes, release: { status, embargoedUntil } }: Draft): object {
  const holder = joined(said.holders, '; ');
  const notice = joined(said.notices, '\n');
  const terms = joined(said.terms, '\n');
  const edNote = joined([...notes], '\n');
  return {
    ...ninjs,
    pubStatus: status,
    ...(embargoedUntil !== undefined && { embargoedUntil }),
    ...(edNote && { edNote }),
    ...(holder && { copyrightHolder: holder }),
    ...(notice && { copyrightNotice: notice }),
    ...(terms && { usageTerms: terms }),
    ...(said.encoded !== undefined && { rightsInfo: { encodedRights: said.encoded } }),
  };
}

/** In place of the usage terms alone, all that was said of the item restricts it. */
function rightsOf({ said }: Draft, { item, rights }: ParsedItem): WireRights[] {
  const others = rights.filter(({ scope }) => scope.kind !== 'item');
  const { encoded } = said;
  const text = said.prose();
  if (text === '' && encoded === undefined) return others;
  const scope = { kind: 'item' as const, item: item.id };
  return [{ scope, text, ...(encoded !== undefined && { encodedRights: encoded }) }, ...others];
}
