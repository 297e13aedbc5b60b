/** Texts of an item: its body as blocks, its headline and captions as plain text. */
import { blocksToText } from '../blocks.ts';
import { cleanLines, foldSpace } from '../body/clean.ts';
import { readHtml } from '../body/html.ts';
import { readPlain } from '../body/plain.ts';
import type { Block } from '../model.ts';
import type { NinjsBody, NinjsText } from './schema.ts';

/** Roles of a body that is the story itself, as agencies name them. */
const MAIN_ROLES = new Set([
  '',
  'main',
  'text',
  'xhtml',
  'html',
  'richtext',
  'body',
  'default',
  'full',
  'article',
  'content',
  'story',
]);

/** True if a text is markup: by its content type, otherwise by its role or its first character. */
function isMarkup({ contentType, role, value }: Pick<NinjsBody, 'contentType' | 'role' | 'value'>): boolean {
  if (contentType) return /html|xml|nitf/iu.test(contentType);
  return /html/iu.test(role ?? '') || /^\s*<[a-z!][^<]*>/iu.test(value.slice(0, 200));
}

export type BodyResult = { ok: true; blocks: Block[] } | { ok: false; body: number };

/**
 * Returns the blocks of the best body: main before side texts, markup before plain text, the first one with
 * any word. Not ok: index of a body with too many blocks.
 */
export function bestBody(bodies: readonly NinjsBody[]): BodyResult {
  const ranked = bodies
    .map((body, index) => ({ body, index, rank: rankOf(body) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index);
  for (const { body, index } of ranked) {
    const result = isMarkup(body) ? readHtml(body.value) : readPlain(body.value);
    if (!result.ok) return { ok: false, body: index };
    if (result.blocks.length > 0) return { ok: true, blocks: result.blocks };
  }
  return { ok: true, blocks: [] };
}

function rankOf(body: NinjsBody): number {
  const side = MAIN_ROLES.has((body.role ?? '').toLowerCase()) ? 0 : 2;
  return side + (isMarkup(body) ? 0 : 1);
}

/** Converts a short text to plain text, whatever its format. Empty: it has no word. */
function plainText(text: NinjsText): string {
  if (!isMarkup(text)) return cleanLines(text.value).trim();
  const result = readHtml(text.value);
  // Markup can reference characters that it does not contain.
  return result.ok ? cleanLines(blocksToText(result.blocks)).trim() : '';
}

export function mainHeadline(
  headlines: readonly NinjsText[] | undefined,
  title?: string,
): string | undefined {
  const ordered = inRoleOrder(headlines ?? [], ['main', 'headline', '']);
  const text = foldSpace(ordered.map(plainText).find((line) => line !== '') ?? title ?? '');
  return text === '' ? undefined : text;
}

/**
 * Returns the other headlines as plain text. None has the role main, because the text digest has one
 * headline.
 */
export function otherHeadlines(headlines: readonly NinjsText[], main: string | undefined): NinjsText[] {
  const texts = plainDescriptions(headlines);
  const isMain = ({ value }: NinjsText) => foldSpace(value).replaceAll('\n', ' ') === main;
  const [first] = inRoleOrder(texts, ['main', 'headline', '']).filter(isMain);
  return texts
    .filter((text) => text !== first)
    .map(({ role, ...text }) => ({ role: role && role !== 'main' ? role : 'alternative', ...text }));
}

const CREDIT_ROLE = /^credit[-_ ]?(?:line)?$/iu;
const NO_CAPTION_ROLE = /credit|byline|writer|keyword|copyright|alt/iu;

export function captionOf(descriptions: readonly NinjsText[] | undefined): string | undefined {
  const candidates = (descriptions ?? []).filter(({ role }) => !NO_CAPTION_ROLE.test(role ?? ''));
  return inRoleOrder(candidates, ['caption', 'main', 'text', ''])
    .map(plainText)
    .find((text) => text !== '');
}

export function creditOf(descriptions: readonly NinjsText[] | undefined): string | undefined {
  const credit = (descriptions ?? []).find(({ role }) => CREDIT_ROLE.test(role ?? ''));
  return credit && (foldSpace(plainText(credit)) || undefined);
}

/** Returns descriptions for delivery: as plain text, with that content type. */
export function plainDescriptions(
  descriptions: readonly NinjsText[],
): { role?: string; contentType: string; value: string }[] {
  return descriptions
    .map((description) => ({
      ...(description.role !== undefined && { role: description.role }),
      contentType: 'text/plain',
      value: plainText(description),
    }))
    .filter(({ value }) => value !== '');
}

function inRoleOrder(texts: readonly NinjsText[], roles: string[]): NinjsText[] {
  const roleIndex = ({ role }: NinjsText) => {
    const index = roles.indexOf((role ?? '').toLowerCase());
    return index === -1 ? roles.length : index;
  };
  return texts.toSorted((a, b) => roleIndex(a) - roleIndex(b));
}
