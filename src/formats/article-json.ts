/**
 * The ninjs document, and its rights for programs next to it, because ninjs allows no foreign properties: a
 * publishing system takes `ninjs` unchanged, and reads its obligations in `rights` without parsing sentences.
 */
import { deletionDates } from '../rights/index.ts';
import type { ComponentType } from '../rights/terms.ts';
import { creditLineOf } from '../stamp/credit.ts';
import { type Json, ninjsOf } from './ninjs.ts';
import { isoInstant } from './permitted-words.ts';
import type { Rendering, Rendition } from './types.ts';
import { isWithdrawing } from './withdrawal.ts';

export const ARTICLE_TYPE = 'application/vnd.imprimatur.article+json';

export function renderArticleJson(rendering: Rendering): Rendition {
  const document = { ninjs: ninjsOf(rendering), rights: rightsOf(rendering) };
  return { contentType: ARTICLE_TYPE, body: `${JSON.stringify(document)}\n` };
}

function rightsOf(rendering: Rendering): Json {
  const { item, stamp, license } = rendering;
  const { rights } = stamp;
  const deletion = license && deletionDates(license, item.versionCreated);
  return {
    jti: stamp.receiptId,
    receipt: stamp.receipt,
    verify: stamp.verifyUrl,
    credit: stamp.creditLine,
    copyrightNotice: stamp.copyrightNotice,
    usageTerms: stamp.usageTerms,
    alterations: rights.alterations ?? [],
    grants: rights.grants,
    duties: rights.duties,
    notBefore: isoInstant(rights.notBefore) ?? null,
    expires: isoInstant(rights.expires) ?? null,
    deleteBy: isoInstant(deletion?.deleteByMs) ?? null,
    deleteUnpublishedBy: isoInstant(deletion?.deleteUnpublishedByMs) ?? null,
    components: item.components.map(({ id, type }) => componentOf(rendering, id, type)),
  };
}

/**
 * A withheld component has only its id and the reason: the id identifies copies of it, and no word of it is
 * included.
 */
function componentOf({ components, withheld = [], hrefs }: Rendering, id: string, type: ComponentType): Json {
  const permitted = components.find((component) => component.id === id);
  if (!permitted) {
    const code = withheld.find(({ component }) => component === id)?.code;
    return {
      id,
      type,
      allowed: false,
      remove: code !== undefined && isWithdrawing(code),
      ...(code && { code }),
    };
  }
  const credit = creditLineOf(permitted);
  const href = permitted.content && hrefs.get(id);
  return { id, type, allowed: true, remove: false, ...(credit && { credit }), ...(href && { href }) };
}
