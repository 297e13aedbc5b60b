/** Faults of license terms and policies outside of a form, each with its term or rule. */
import type { FC } from 'hono/jsx';
import { FaultText } from '../forms/faults.tsx';
import { at } from '../forms/state.ts';
import { type Fault, limitFaults } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { faultIn } from '../frame/sentences.ts';
import { useView } from '../frame/view.ts';
import { List, Note } from '../parts/small.tsx';
import { ruleAt } from '../restrictions/in-words.ts';
import { MEMBERS } from './sentence.ts';

/** Pointer to license terms in a request or an answer. */
const TERMS = /^\/(?:(?:change\/license\/)?terms|license)(?=\/)/;

/** Name of the license term that a pointer leads to; '' if it leads to none. */
export function termName(path: string, t: Translate): string {
  const segments = path
    .replace(TERMS, '')
    .split('/')
    .filter((segment) => /\D/.test(segment));
  if (!MEMBERS.some((member) => member === segments[0])) return '';
  const keys = [segments.join('.'), segments[0]].map((name) => `licenses.${name}` as MessageKey);
  const key = keys.find((name) => t(name) !== name);
  return key ? t(key) : '';
}

interface FaultNoteProps {
  faults: Fault[];
  tone?: 'warn' | 'bad';
  title?: MessageKey;
  /** What the faults point into: rules are said in words, entries of lists are quoted. */
  document?: unknown;
}

export const FaultNote: FC<FaultNoteProps> = ({ faults, tone = 'warn', title, document }) => {
  const view = useView();
  const { t } = view;
  if (faults.length === 0) return null;
  return (
    // Not an alert role, which would interrupt typing.
    <Note tone={tone} role="note" title={title && t(title)}>
      <List
        items={limitFaults(faults).map((fault) => {
          const name = ruleAt(fault.path, document, view) ?? termName(fault.path, t);
          const entry = at(document, fault.path);
          const isEntry = typeof entry === 'string' && /\/\d+$/.test(fault.path);
          const sentence = faultIn(view, fault);
          const quoted = isEntry ? t('form.of_entry', { entry, fault: sentence }) : sentence;
          const text = <FaultText fault={fault} text={quoted} />;
          return name ? [<strong>{name}</strong>, ': ', text] : text;
        })}
      />
    </Note>
  );
};
