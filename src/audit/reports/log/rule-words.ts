/** Rules in words, as far as their names and the texts of restrictions tell. Pure. */

const OF_GATEWAY = new Map(
  Object.entries({
    license: 'The license is suspended, over, or not yet in force',
    pubStatus: 'The item is killed or held',
    embargo: 'The item is embargoed',
    quota: 'The quota of the license is used up',
    content: 'The newsroom has not delivered the bytes',
  }),
);

const OF_LICENSE = new Map(
  Object.entries({
    uses: 'The license’s grant: what the use did not meet of it',
    alterations: 'The license’s alterations: what the use did not meet of them',
    'closed-by-default': 'No rule of the license permits this act',
    'no-alterations': 'The license permits no such alteration',
    'online-days': 'How long the license lets something stand online',
    retention: 'How long the license lets something be kept',
  }),
);

export interface RestrictionText {
  id: string;
  /** `agency`, `section:<name>`, an item or a component. */
  scope: string;
  text: string | null;
}

/** The restriction that a rule is of. Null: of none. */
export function restrictionOf(rule: string): string | null {
  return /^(rst_[0-9a-z]+)#/.exec(rule)?.[1] ?? null;
}

/** By rule; of those that cannot be put into words there is nothing. `restrictions`: as they are now. */
export function wordsOf(rules: string[], restrictions: RestrictionText[]): Map<string, string> {
  const texts = new Map(restrictions.map((one) => [one.id, one]));
  return new Map(
    rules.flatMap((rule): [string, string][] => {
      const words = OF_GATEWAY.get(rule) ?? ofPolicy(rule, texts.get(restrictionOf(rule) ?? ''));
      return words === undefined ? [] : [[rule, words]];
    }),
  );
}

function ofPolicy(rule: string, restriction: RestrictionText | undefined): string | undefined {
  const [policy = '', name = ''] = rule.split('#');
  if (policy.startsWith('lic_')) return OF_LICENSE.get(name);
  if (policy.startsWith('exc_')) return 'Another license has this alone';
  if (policy === 'token') return 'The token was narrower than the license';
  if (!restriction) return undefined;
  const what = restriction.text === null ? 'a policy without a text' : `“${restriction.text}”`;
  const waits = name === 'review' ? ', which waits for the desk' : '';
  return `Restriction of ${restriction.scope}: ${what}${waits}`;
}
