/**
 * The ninjs document and, beside it, its rights for programs. ninjs allows no property of ours, so the two
 * stand next to each other: a publishing system takes `ninjs` as it is, and reads in `rights` what it has to
 * do without parsing sentences.
 */
import { deletionDates } from '../rights/index.ts';
import type { ComponentType } from '../rights/terms.ts';
import { creditLineOf } from '../stamp/credit.ts';
import { type Json, ninjsOf } from './ninjs.ts';
import { isoInstant } from './shown.ts';
import type { Rendering, Rendition } from './types.ts';
import { isWithdrawing } from './withdrawing.ts';

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

/** Of a part that is withheld, its id and why: what a copy of it is called by, and no word of it. */
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
