/**
 * Limits of the rights room, with units and reasons. Input that exceeds one is refused with a fault, never
 * cut.
 */

/**
 * Nested objects and arrays. RightsML policies in the field nest 6 deep; the rest is headroom without a risk
 * of deep recursion.
 */
export const POLICY_DEPTH_MAX = 24;

/** JSON values in one policy. The largest policy known (262 branches) has about 3,000. */
export const POLICY_NODES_MAX = 20_000;

/**
 * Values read of one policy, each counted wherever it is referred to: two for each value that it may contain.
 * A thousand references to a list of thousands make a small document large.
 */
export const POLICY_VALUES_READ_MAX = 40_000;

/** Atomic rules in one policy, after expansion of actions and targets. */
export const POLICY_RULES_MAX = 1_000;

/** Constraints in one policy; logical ones and their members each count. */
export const POLICY_CONSTRAINTS_MAX = 2_000;

/** Values of one right operand: more than all countries. */
export const OPERAND_VALUES_MAX = 500;

/** Characters of one name, IRI or value in a policy. */
export const NAME_CHARS_MAX = 1_000;

/** Characters of a policy's member that are compared with known ones: the longest of ODRL's IRIs has 60. */
export const MEMBER_CHARS_COMPARED_MAX = 100;

/** Entries in one list of the license terms (titles, uses, territories…). */
export const TERMS_LIST_MAX = 500;

/** Days: a century. Keeps dates inside the range of JavaScript. */
export const DAYS_MAX = 36_500;

/** Hours of exclusivity for the first use of a version: a year. A longer time needs its own window. */
export const EXCLUSIVE_HOURS_MAX = 8_760;

/** Components in articles for which one exclusivity is cached. */
export const EXCLUSIVE_COMPONENTS_CACHED_MAX = 256;

/**
 * Cases judged for one component if a use leaves parts open. Cases are equivalence classes, so real licenses
 * need a few dozen; restrictions that need more are denied as indeterminate until the caller states more.
 */
export const CASES_MAX = 10_000;

/** Steps in the trace of one component. */
export const TRACE_STEPS_MAX = 100;

/** Instants of change that are examined to find the end of the rights; beyond them, the earliest counts. */
export const BOUNDARIES_MAX = 64;

/** Words of one restriction text that are read. Further words count as unaccounted for. */
export const PROSE_WORDS_MAX = 400;

/** Words in one phrase of the phrasebook; a slot counts as one. Bounds the matching work per word. */
export const PHRASE_WORDS_MAX = 16;

/**
 * Comparisons of rules and constraints in the search for a clash in a policy without a strategy: some 10 ms.
 */
export const CONFLICT_STEPS_MAX = 200_000;

/**
 * Comparisons of rules and constraints in the static checks of one policy: some 10 ms. A warning says if the
 * check is incomplete.
 */
export const CHECK_STEPS_MAX = 200_000;

/** Findings of one kind in one policy: more are not read before the first ones are corrected. */
export const FINDINGS_MAX = 20;

/**
 * Steps of matching at one word of a text: real phrases need a few hundred. Bounds the work on hostile text.
 */
export const TRIES_MAX = 20_000;

/**
 * Cached sets of applicable policies (decide/applicable-policies.ts): one for each license × set of
 * restrictions × token. A few KB each, so below 16 MB; a thousand licenses fit into one generation.
 */
export const APPLICABLE_POLICIES_CACHED_MAX = 2_048;

/**
 * Cached outcomes (decide/outcome-cache.ts): a few for each license in use, and the characters of their keys
 * and rights. Some 10 MB in all.
 */
export const OUTCOMES_CACHED_MAX = 8_000;
export const OUTCOMES_CACHED_CHARS_MAX = 4_000_000;

/** Cached tokens by content (decide/token.ts): a few for each license in use; the largest has some 10 KB. */
export const TOKENS_CACHED_MAX = 512;

/** Shared constraint objects (odrl/constraint.ts), and the values in all of them: a few MB. */
export const CONSTRAINTS_CACHED_MAX = 8_192;
export const CONSTRAINTS_CACHED_VALUES_MAX = 100_000;

/** Shared rights objects: those of some thousand licenses, with the values derived from them. */
export const SHARED_RIGHTS_MAX = 4_000;
/** Characters of their JSON, usually a few hundred each; derived values take about four times that. */
export const SHARED_RIGHTS_CHARS_MAX = 4_000_000;
