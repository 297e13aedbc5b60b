import { DOCUMENT_DEPTH_MAX } from '../limits.ts';
import type { DocumentFault } from './types.ts';

export const DOCUMENT_FAULTS: Record<DocumentFault, string> = {
  too_deep: `This document is nested deeper than is looked at (${DOCUMENT_DEPTH_MAX} levels)`,
  not_well_formed: 'This document is not well-formed',
  not_a_document: 'This is not a document of a kind that is known here',
};
