/**
 * Actions and their inclusion (ODRL 2.2 Vocabulary, section 4.3; terms that are not deprecated). Data: an
 * action is included in its parent, transitively. `use` does not include `transfer`, and no action includes
 * those of our own profile.
 */

/** Parent → actions directly included in it. */
const INCLUDED: Record<string, string> = {
  use: `acceptTracking aggregate annotate anonymize archive attribute compensate concurrentUse delete derive digitize
    distribute ensureExclusivity execute grantUse include index inform install modify move nextPolicy obtainConsent
    play present print read reproduce reviewPolicy stream synchronize textToSpeech transform translate uninstall
    watermark cc:Reproduction cc:Distribution cc:DerivativeWorks cc:CommercialUse cc:Notice cc:Attribution
    cc:ShareAlike cc:Sharing cc:SourceCode`,
  play: 'display',
  reproduce: 'extract',
  transfer: 'give sell',
  // Alterations of our profile: ways to modify that an agency licenses one by one.
  modify: 'headline shorten crop combine',
};

/** Acts of our profile that a permission to `use` does not cover: they must be named. */
export const PROFILE_ACTS = ['ai-train', 'ai-input', 'ai-index', 'search'] as const;

/** Actions that no other includes: to forbid everything, forbid these. */
export const TOP_ACTIONS = ['use', 'transfer', ...PROFILE_ACTS] as const;

const OWN_NAMES = new Set<string>([...PROFILE_ACTS, 'headline', 'shorten', 'crop', 'combine']);

const PARENT = new Map<string, string>(
  Object.entries(INCLUDED).flatMap(([parent, list]) =>
    list.split(/\s+/).map((child): [string, string] => [child, parent]),
  ),
);

/** Action → itself and all actions that include it, nearest first. */
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

/** Deprecated actions of ODRL 2.1 and 2.2 → their exact match in the current vocabulary. */
const EXACT_MATCH: ReadonlyMap<string, string> = new Map(
  `append:modify appendTo:modify attachPolicy:cc:Notice attachSource:cc:SourceCode commercialize:cc:CommercialUse
  copy:reproduce export:transform license:grantUse pay:compensate share:cc:Sharing shareAlike:cc:ShareAlike write:modify
  writeTo:modify`
    .split(/\s+/)
    .map((pair): [string, string] => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]),
);

/** Returns the known action of a name; a deprecated one becomes its successor. Undefined: unknown. */
export function canonicalAction(name: string): string | undefined {
  const current = EXACT_MATCH.get(name) ?? name;
  return isAction(current) ? current : undefined;
}

/**
 * Returns the actions whose permission or prohibition covers `action`: itself first, then those that include
 * it. Empty: unknown.
 */
export function coveringActions(action: string): readonly string[] {
  return COVERING.get(action) ?? [];
}

/** True if `wide` is `narrow` or includes it. */
export function includesAction(wide: string, narrow: string): boolean {
  return coveringActions(narrow).includes(wide);
}

/** True if an action only stands for others: no one just *uses* or *transfers* a photograph. */
export function isAbstract(action: string): boolean {
  return action === 'use' || action === 'transfer';
}

/**
 * True if a prohibition of `forbidden` covers `action`. Every prohibition of a use covers the abstract act
 * `use`.
 */
export function forbidsAction(forbidden: string, action: string): boolean {
  return includesAction(forbidden, action) || (isAbstract(action) && includesAction(action, forbidden));
}

/** Acts that a license for an action permits: itself (unless it is abstract) and all included ones. */
export function actsOf(action: string): string[] {
  const included = ACTIONS.filter((act) => act !== action && includesAction(action, act));
  return isAbstract(action) ? included : [action, ...included];
}

export function actionIri(action: string): string {
  return OWN_NAMES.has(action) ? `imp:${action}` : action;
}

/**
 * Acts that publish nothing: they are permitted while an item is embargoed. All others wait, so a new act is
 * held until it is added here.
 */
const PREPARATORY = new Set(
  `reproduce extract archive index annotate anonymize delete derive digitize install move
  read transform translate modify headline shorten crop combine attribute inform watermark`.split(/\s+/),
);

export function heldByEmbargo(action: string): boolean {
  return !PREPARATORY.has(action);
}
