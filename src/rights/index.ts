/** The rights room's door: compile once, then decide. Pure: no I/O, no clock, nothing of another room. */
export { decide } from './decide/decide.ts';
export { checkEntitlement, licensedActions } from './decide/entitlement.ts';
export { compileLicense, compileRestriction } from './license/compile.ts';
export { IMPRIMATUR_NAMESPACE, IMPRIMATUR_PROFILE, ODRL_CONTEXT, RIGHTSML_PROFILE } from './odrl/names.ts';
export { printProse } from './phrasebook/print.ts';
export { readProse } from './phrasebook/read.ts';
export { expandTerritories } from './territories/expand.ts';
