/** Public functions of the rights room: compile once, then decide. Pure: no I/O, no clock, no other room. */
export { checkLicense, warningsOfTerm } from './check/license.ts';
export { inPolicy } from './check/pointers.ts';
export { checkRestriction } from './check/restriction.ts';
export { commonRights } from './decide/common.ts';
export { decide } from './decide/decide.ts';
export { checkEntitlement, licensedActions, narrowingOf, wholeEntitlement } from './decide/entitlement.ts';
export { appliesTo } from './decide/evaluation-context.ts';
export { unchangedUntil } from './decide/next-change.ts';
export { DECISION_TEMPLATES } from './decide/templates.ts';
export { policyDigest, wellFormed } from './digest.ts';
export { evaluatePolicy, evaluatePrepared, preparePolicy } from './evaluate/policy.ts';
export { forbidsAllUse } from './forbids-all-use.ts';
export { asksForByline } from './license/byline.ts';
export { faultsOfTerms } from './license/check.ts';
export { compileLicense, compileRestriction } from './license/compile.ts';
export { deletionDates } from './license/deletion.ts';
export { exclusivityRestriction, onComponent } from './license/exclusivity.ts';
export {
  exclusiveExtent,
  type LicenseExtent,
  licensedExtent,
  type Overlap,
  overlapOf,
  widestActs,
} from './license/extent.ts';
export { fullEntitlement } from './license/full-entitlement.ts';
export { AGENCY, partnerIri, productIri } from './license/names.ts';
export { isRecallTime, type RecallTimes, recallTimes } from './license/recall.ts';
export { bytesOf } from './license/record.ts';
export { assigneeOf, faultsOfPolicy } from './license/uploaded.ts';
export { Message, messagesOf, type Parameter, type Say } from './message.ts';
export { canonicalAction, includesAction } from './odrl/actions.ts';
export { IMPRIMATUR_NAMESPACE, IMPRIMATUR_PROFILE, ODRL_CONTEXT, RIGHTSML_PROFILE } from './odrl/names.ts';
export { editsBetween, editsToPropose, similarWords } from './odrl/nearest.ts';
export { perObject } from './per-object.ts';
export { type Answer, answerQuestions } from './phrasebook/answers.ts';
export { type CustomPhrase, checkPhrase } from './phrasebook/custom-phrases.ts';
export { dayOfBound, lacksZone, monthNumber } from './phrasebook/dates.ts';
export { isMeaning, MEANING_KEYS, type MeaningKey, meaningInProse } from './phrasebook/meanings.ts';
export { countriesMeant } from './phrasebook/misspelled.ts';
export { placesNamed } from './phrasebook/places.ts';
export { printProse, rulesInWords } from './phrasebook/print.ts';
export { readProse } from './phrasebook/read.ts';
export { meaningOfRule } from './phrasebook/rules.ts';
export type { Slots } from './phrasebook/slots.ts';
export { unreadDates } from './phrasebook/unread-dates.ts';
export { wordsInProse } from './phrasebook/words.ts';
export { POLICY_TEMPLATES } from './policy-templates.ts';
export { type TimelessRights, timelessRights } from './shared.ts';
export { compressTerritories } from './territories/compress.ts';
export { expandTerritories, territoryCodes } from './territories/expand.ts';
export { partName, partNamed, placeCode } from './territories/subdivisions.ts';
export { isTitleKind, TITLE_KINDS, titleKindOf } from './title-kinds.ts';
