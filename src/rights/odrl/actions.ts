/**
 * Actions and their inclusion (ODRL 2.2 Vocabulary, section 4.3; non-deprecated terms). Data: an action is included in
 * its parent, transitively. `use` does not cover `transfer`, and the acts of our own profile are included in nothing.
 */

/** Parent → the actions directly included in it. */
const INCLUDED: Record<string, string> = {
  use: `acceptTracking aggregate annotate anonymize archive attribute compensate concurrentUse delete derive digitize
    distribute ensureExclusivity execute grantUse include index inform install modify move nextPolicy obtainConsent
    play present print read reproduce reviewPolicy stream synchronize textToSpeech transform translate uninstall
    watermark cc:Reproduction cc:Distribution cc:DerivativeWorks cc:CommercialUse cc:Notice cc:Attribution
    cc:ShareAlike cc:Sharing cc:SourceCode`,
  play: 'display',
  reproduce: 'extract',
  transfer: 'give sell',
  // Alterations of our profile: the ways to modify that an agency licenses one by one.
  modify: 'headline shorten crop combine',
};

/** Acts that a permission to `use` never reaches: they must be named (our profile). */
export const PROFILE_ACTS = ['ai-train', 'ai-input', 'ai-index', 'search'] as const;

/** The actions that are included in no other: to forbid everything, forbid these. */
export const TOP_ACTIONS = ['use', 'transfer', ...PROFILE_ACTS] as const;

/** Acts of our profile, which a policy writes with the `imp:` prefix. */
const OWN_NAMES = new Set<string>([...PROFILE_ACTS, 'headline', 'shorten', 'crop', 'combine']);

const PARENT = new Map<string, string>(
  Object.entries(INCLUDED).flatMap(([parent, list]) =>
    list.split(/\s+/).map((child): [string, string] => [child, parent]),
  ),
);

/** Action → itself and everything that includes it, nearest first. */
const COVERING = new Map<string, readonly string[]>(
  [...TOP_ACTIONS, ...PARENT.keys()].map((action) => [action, lineage(action)]),
);

function lineage(action: string): string[] {
  const parent = PARENT.get(action);
  return parent === undefined ? [action] : [action, ...lineage(parent)];
}

export const ACTIONS: readonly string[] = [...COVERING.keys()];

export function isAction(name: string): boolean {
  return COVERING.has(name);
}

/** Deprecated actions of ODRL 2.1 and 2.2 → the current one that the vocabulary says is an exact match. */
const EXACT_MATCH: ReadonlyMap<string, string> = new Map(
  `append:modify appendTo:modify attachPolicy:cc:Notice attachSource:cc:SourceCode commercialize:cc:CommercialUse
  copy:reproduce export:transform license:grantUse pay:compensate share:cc:Sharing shareAlike:cc:ShareAlike write:modify
  writeTo:modify`
    .split(/\s+/)
    .map((pair): [string, string] => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]),
);

/** The action as we know it, a deprecated one by its successor. Undefined: an action that we do not know. */
export function canonicalAction(name: string): string | undefined {
  const current = EXACT_MATCH.get(name) ?? name;
  return isAction(current) ? current : undefined;
}

/** The actions whose permission or prohibition reaches `action`: itself first, then what includes it. Empty: unknown. */
export function coveringActions(action: string): readonly string[] {
  return COVERING.get(action) ?? [];
}

/** Whether `wide` is `narrow` or includes it. */
export function includesAction(wide: string, narrow: string): boolean {
  return coveringActions(narrow).includes(wide);
}

/** Whether an action is only a word for others: nobody just *uses* or *transfers* a photograph. */
export function isAbstract(action: string): boolean {
  return action === 'use' || action === 'transfer';
}

/**
 * Whether a prohibition of `forbidden` reaches `action`: whoever says no more than that he uses a photograph is met by
 * every prohibition of a use.
 */
export function forbidsAction(forbidden: string, action: string): boolean {
  return includesAction(forbidden, action) || (isAbstract(action) && includesAction(action, forbidden));
}

/** What may be done when an action is licensed, act by act: itself (unless abstract) and everything included in it. */
export function actsOf(action: string): string[] {
  const included = ACTIONS.filter((act) => act !== action && includesAction(action, act));
  return isAbstract(action) ? included : [action, ...included];
}

/** As written into a policy. */
export function actionIri(action: string): string {
  return OWN_NAMES.has(action) ? `imp:${action}` : action;
}

/**
 * Acts that put nothing before the public: they may be done while an item is embargoed. Everything else waits, so an
 * act that is added to the table is held until someone puts it here.
 */
const PREPARATORY = new Set(
  `reproduce extract archive index annotate anonymize delete derive digitize install move
  read transform translate modify headline shorten crop combine attribute inform watermark`.split(/\s+/),
);

export function heldByEmbargo(action: string): boolean {
  return !PREPARATORY.has(action);
}
