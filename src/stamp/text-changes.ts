/** Diff of two texts by paragraph, and within a changed paragraph by word. Pure. */
import type { Budget } from '../platform/budget.ts';
import { diffBlocks } from './diff.ts';
import { CELLS_A_COMPARISON } from './limits.ts';

export interface TextSegment {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** A paragraph; a changed one has pieces. */
export type Change = TextSegment | { kind: 'changed'; segments: TextSegment[] };

export function changesBetween(
  before: readonly string[],
  after: readonly string[],
  budget: Budget,
): Change[] {
  const { equal, changed, replacements } = diffBlocks(before, after, { budget });
  const partner = new Map([...equal, ...changed.map((index, k) => [index, replacements[k] ?? -1] as const)]);
  const changes: Change[] = [];
  let position = 0;
  const addUntil = (end: number) => {
    for (; position < end; position++) changes.push({ kind: 'new', text: after[position] ?? '' });
  };
  for (const [index, text] of before.entries()) {
    const match = partner.get(index);
    if (match === undefined) {
      changes.push({ kind: 'gone', text });
      continue;
    }
    addUntil(match);
    const counterpart = after[match] ?? '';
    changes.push(
      text === counterpart
        ? { kind: 'same', text }
        : { kind: 'changed', segments: wordDiff(text, counterpart, budget) },
    );
    position = match + 1;
  }
  addUntil(after.length);
  return changes;
}

const wordsIn = (text: string) => text.split(/(?<=\s)/u);

/** In each gap, deletions precede insertions. When the budget runs out, whole paragraphs are replaced. */
function wordDiff(before: string, after: string, budget: Budget): TextSegment[] {
  const [old, now] = [wordsIn(before), wordsIn(after)];
  if (!budget.has('comparisons', 1 + (old.length * now.length) / CELLS_A_COMPARISON))
    return [
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ];
  const segments: TextSegment[] = [];
  const push = (kind: TextSegment['kind'], words: string[]) => {
    if (words.length === 0) return;
    const last = segments.at(-1);
    if (last?.kind === kind) last.text += words.join('');
    else segments.push({ kind, text: words.join('') });
  };
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [
    ...diffBlocks(old, now, { budget }).equal,
    [old.length, now.length] as const,
  ]) {
    push('gone', old.slice(i, nextI));
    push('new', now.slice(j, nextJ));
    push('same', old.slice(nextI, nextI + 1));
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return segments;
}

/** Paragraphs of `GET …/preview?format=text`, without line breaks. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll('\n', ' ').trim())
    .filter((paragraph) => paragraph !== '' && !/^=+$/.test(paragraph));
}
