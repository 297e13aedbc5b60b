/** Identifies an uploaded policy by its digest. Pure. */
import { policyDigest } from '../../rights/digest.ts';
import type { Translate } from '../frame/messages.ts';

export function policyInWords(policy: Record<string, unknown>, t: Translate): string {
  const uid = policy.uid ?? policy['@id'];
  const name =
    typeof uid === 'string' ? t('licenses.say.quoted', { text: uid }) : t('licenses.say.policy_unnamed');
  return t('licenses.say.policy', { uid: name, digest: digestOf(policy) });
}

/** Drafts may be nested too deeply to be hashed. */
function digestOf(policy: Record<string, unknown>): string {
  try {
    return policyDigest(policy);
  } catch {
    return '…';
  }
}
