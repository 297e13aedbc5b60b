/** Describes rules in words, from their ids and the texts of restrictions. Pure. */
import type { Message, Parameter } from '../../../rights/types.ts';
import { message } from '../../templates.ts';

const OF_GATEWAY = new Map<string, Message>(
  (['license', 'pubStatus', 'embargo', 'quota', 'content'] as const).map((rule) => [
    rule,
    message(`rule_words.${rule}`),
  ]),
);

const OF_LICENSE = new Map<string, Message>(
  (['uses', 'alterations', 'closed-by-default', 'no-alterations', 'online-days', 'retention'] as const).map(
    (name) => [name, message(`rule_words.${name}`)],
  ),
);

export interface RestrictionText {
  id: string;
  /** `agency`, `section:<name>`, an item or a component. */
  scope: string;
  text: string | null;
}

/** Id of the restriction that contains the rule. Null: none. */
export function restrictionOf(rule: string): string | null {
  return /^(rst_[0-9a-z]+)#/.exec(rule)?.[1] ?? null;
}

/** Descriptions by rule; rules without one are left out. `restrictions`: their current versions. */
export function wordsOf(rules: string[], restrictions: RestrictionText[]): Map<string, Message> {
  const texts = new Map(restrictions.map((restriction) => [restriction.id, restriction]));
  return new Map(
    rules.flatMap((rule): [string, Message][] => {
      const words = OF_GATEWAY.get(rule) ?? ofPolicy(rule, texts.get(restrictionOf(rule) ?? ''));
      return words === undefined ? [] : [[rule, words]];
    }),
  );
}

function ofPolicy(rule: string, restriction: RestrictionText | undefined): Message | undefined {
  const [policy = '', name = ''] = rule.split('#');
  if (policy.startsWith('lic_')) return OF_LICENSE.get(name);
  if (policy.startsWith('exc_')) return message('rule_words.exclusivity');
  if (policy === 'token') return message('rule_words.token');
  if (!restriction) return undefined;
  const { scope, text } = restriction;
  return message(name === 'review' ? 'rule_words.restriction_waits' : 'rule_words.restriction', {
    scope: scopeInWords(scope),
    text: text === null ? message('rule_words.no_text') : message('rule_words.text', { text }),
  });
}

function scopeInWords(scope: string): Parameter {
  if (scope === 'agency') return message('rule_words.agency');
  const section = /^section:(.*)$/s.exec(scope)?.[1];
  return section === undefined ? scope : message('rule_words.section', { section });
}
