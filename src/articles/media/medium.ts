/** Checks that bytes are an accepted medium: of an allowed type and kind, and a complete picture. Pure. */
import type { Budget } from '../../platform/budget.ts';
import type { ComponentType } from '../../rights/terms.ts';
import { pictureFault } from './pictures/check.ts';
import type { PictureFault } from './pictures/parts.ts';
import { MEDIA_FAULTS, type MediaFault, type Sniffed, sniff } from './sniff.ts';

export type MediumFault = MediaFault | PictureFault;

export const MEDIUM_FAULTS: Record<MediumFault, string> = {
  ...MEDIA_FAULTS,
  truncated: 'The picture is cut off: its file ends before it does',
  damaged: 'The picture is damaged: the parts of its file do not fit together',
  too_many_parts: 'The file of the picture has more parts than any program makes',
  metadata_too_large: 'The picture has more XMP metadata than is read, or it inflates to more',
};

/**
 * Checks a component's bytes. A picture that rights cannot be written into could never be delivered, so it is
 * refused.
 */
export function mediumOf(
  bytes: Uint8Array,
  declared: string,
  component: ComponentType,
  budget: Budget,
): { ok: true; value: Sniffed } | { ok: false; reason: MediumFault } {
  const sniffed = sniff(bytes, declared, component);
  const fault = sniffed.ok ? pictureFault(bytes, sniffed.value.contentType, budget) : null;
  return fault === null ? sniffed : { ok: false, reason: fault };
}
