/**
 * Messages of sentences that were stored in English: findings and alerts keep their text, and a page in another language needs the key
 * and the parameters. Pure.
 */
import { Message } from '../rights/index.ts';
import type { Parameter } from '../rights/types.ts';
import { LEDGER_TEMPLATES } from './templates.ts';

/** Parameters that are sentences of their own. */
const SENTENCES = ['detail', 'fault', 'by'];
/** A parameter that could be any text ends at the next word of its template. */
const SHAPES: Record<string, string> = { kind: '[a-z0-9_]+', license: '\\S*', index: '-?\\d+' };

interface Form {
  key: string;
  names: string[];
  whole: RegExp;
}

/** Those with the most words of their own come first: `{kind}: {origin}: {detail}` fits nearly everything. */
const FORMS: Form[] = Object.entries(LEDGER_TEMPLATES)
  .sort(([, one], [, other]) => wordsIn(other) - wordsIn(one))
  .map(([key, template]) => {
    const parts = template.split(/\{(\w+)\}/);
    const names = parts.filter((_, position) => position % 2 === 1);
    const shape = parts.map((part, position) =>
      position % 2 === 1 ? `(${SHAPES[part] ?? '.+?'})` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
    return { key, names, whole: new RegExp(`^${shape.join('')}$`, 's') };
  });

function wordsIn(template: string): number {
  return template.replace(/\{\w+\}/g, '').length;
}

/** Undefined: no template of this release makes this text, or only in part. */
export function storedMessage(text: string): Message | undefined {
  for (const { key, names, whole } of FORMS) {
    const found = whole.exec(text);
    if (!found) continue;
    const values = names.map(
      (name, position) => [name, parameterOf(name, found[position + 1] ?? '')] as const,
    );
    if (values.every((entry): entry is [string, Parameter] => entry[1] !== undefined))
      return new Message(LEDGER_TEMPLATES, key, Object.fromEntries(values));
  }
  return undefined;
}

function parameterOf(name: string, text: string): Parameter | undefined {
  if (SENTENCES.includes(name)) return storedMessage(text);
  if (name === 'kind') return { of: 'trouble', value: text };
  if (/^\d{1,15}$/.test(text)) return Number(text);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? { instant: text } : text;
}

/** Beside a stored `detail`, where it is known. */
export function storedMembers(detail: string): { detail: string; message?: Message } {
  const message = storedMessage(detail);
  return message === undefined ? { detail } : { detail, message };
}
