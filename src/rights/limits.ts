/** Every limit of the rights room, with its unit and reason. What exceeds one is refused with a fault, never cut. */

/** Nested objects and arrays. RightsML policies in the field nest 6 deep; the rest is head room, not recursion risk. */
export const POLICY_DEPTH_MAX = 24;

/** JSON values in one policy. The largest policy known (262 branches) has about 3,000. */
export const POLICY_NODES_MAX = 20_000;

/**
 * Values that are read of one policy, references followed each time: two for each that may be in it. A
 * thousand references to a list of thousands make a small document a large one.
 */
export const POLICY_VALUES_READ_MAX = 40_000;

/** Atomic rules in one policy, after actions and targets are expanded. */
export const POLICY_RULES_MAX = 1_000;

/** Constraints in one policy, logical ones and their members each counted. */
export const POLICY_CONSTRAINTS_MAX = 2_000;

/** Values of one right operand: more than all countries, less than a burden. */
export const OPERAND_VALUES_MAX = 500;

/** Characters of one name, IRI or value in a policy. */
export const NAME_CHARS_MAX = 1_000;

/** Characters of a member of a policy that is compared with known ones: the longest of ODRL's IRIs has 60. */
export const MEMBER_CHARS_COMPARED_MAX = 100;

/** Entries in one list of the license terms (titles, uses, territories…). */
export const TERMS_LIST_MAX = 500;

/** Days: a century. Keeps dates inside what JavaScript can represent. */
export const DAYS_MAX = 36_500;

/** Hours for which the first use of a version can be exclusive: a year. What is longer is a window of its own. */
export const EXCLUSIVE_HOURS_MAX = 8_760;

/** Components in articles that one exclusivity is kept ready for. */
export const EXCLUSIVE_COMPONENTS_CACHED_MAX = 256;

/**
 * Cases judged for one component when a use leaves parts open. Cases are equivalence classes, so real licenses need
 * a few dozen; a set of restrictions that needs more is denied as indeterminate until the caller states more.
 */
export const CASES_MAX = 10_000;

/** Steps in the trace of one component. */
export const TRACE_STEPS_MAX = 100;

/** Instants at which rights can change that are looked at to find the end of the rights; beyond them, the earliest counts. */
export const BOUNDARIES_MAX = 64;

/** Words of one restriction text that are read. Any further word counts as unaccounted for. */
export const PROSE_WORDS_MAX = 400;

/** Words in one phrase of the phrasebook, slots counted as one: bounds the matching work per word. */
export const PHRASE_WORDS_MAX = 16;

/** Comparisons of rules and their constraints when a policy without a conflict strategy is looked through for a clash: some 10 ms. */
export const CONFLICT_STEPS_MAX = 200_000;

/** Comparisons of rules and their constraints in the static checks of one policy, some 10 ms; what is left over is told. */
export const CHECK_STEPS_MAX = 200_000;

/** Findings of one kind in one policy: what a person reads before mending the first ones. */
export const FINDINGS_MAX = 20;

/** Steps of matching at one word of a text: real phrases need a few hundred; bounds the work on hostile text. */
export const TRIES_MAX = 20_000;

/**
 * Dockets kept (decide/docket.ts): one for each license × set of restrictions × token. A few KB each, so below 16 MB; a
 * thousand licenses fit into one generation.
 */
export const APPLICABLE_POLICIES_CACHED_MAX = 2_048;

/** Outcomes (decide/outcome-cache.ts): a few for each license in use, and the characters of their keys and rights. Some 10 MB in all. */
export const OUTCOMES_CACHED_MAX = 8_000;
export const OUTCOMES_CACHED_CHARS_MAX = 4_000_000;

/** Tokens kept by what they say (decide/token.ts): a few for each license in use; the largest is some 10 KB. */
export const TOKENS_CACHED_MAX = 512;

/** Constraints of which one object is kept for all that say the same (odrl/constraint.ts), and the values in all of them: a few MB. */
export const CONSTRAINTS_CACHED_MAX = 8_192;
export const CONSTRAINTS_CACHED_VALUES_MAX = 100_000;

/** Rights that are kept as one object: of some thousand licenses, with what is made of them. */
export const SHARED_RIGHTS_MAX = 4_000;
/** Characters of their JSON together, a few hundred each as a rule; what is made of them takes about four times that. */
export const SHARED_RIGHTS_CHARS_MAX = 4_000_000;
