// The gateway's word on what was given: its answer, or why there is none.

import { size } from './words.js';

const VERIFY = '/v1/receipts/verify';
const { bodyBytesMax, pictureBytesMax } = document.getElementById('form').dataset;

const asJson = (body) => ({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

const asPicture = (picture, receipt) => ({
  headers: { 'Content-Type': picture.type, 'Rights-Receipt': receipt },
  body: picture,
});

/** `{answer}`, always as one of a document: a list of verdicts; or `{fault}` with what the gateway says of it. */
export async function ask({ picture, document: text, mediaType, receipt }) {
  const request = picture
    ? asPicture(picture, receipt)
    : asJson({ document: text, ...(mediaType && { mediaType }), ...(receipt && { receipt }) });
  let response;
  try {
    response = await fetch(VERIFY, { method: 'POST', ...request });
  } catch {
    return { fault: 'unreachable' };
  }
  const said = await response.json().catch(() => ({}));
  if (response.ok) return { answer: said.verdicts ? said : { verdicts: [said] } };
  const most = size(Number(picture ? pictureBytesMax : bodyBytesMax));
  const values = { size: size(new Blob([request.body]).size), most };
  return { fault: faultOf(response.status), values, detail: said.errors?.[0]?.message ?? said.detail };
}

/** What the log has of a delivery, by its id (`GET /v1/receipts/{id}`): `{record}` or `{fault}`. */
export async function recordOf(id) {
  try {
    const response = await fetch(`/v1/receipts/${encodeURIComponent(id)}`);
    if (response.ok) return { record: await response.json() };
    return { fault: response.status === 404 ? 'no_record' : faultOf(response.status) };
  } catch {
    return { fault: 'unreachable' };
  }
}

/** The records of an answer's receipts by id, where there are any: they name titles and kinds of parts. */
export async function recordsOf(verdicts) {
  const ids = [...new Set(verdicts.filter(({ valid }) => valid).map(({ claims }) => claims.jti))];
  const told = await Promise.all(ids.map(recordOf));
  return new Map(told.flatMap(({ record }) => (record ? [[record.id, record]] : [])));
}

function faultOf(status) {
  if (status === 413) return 'too_large';
  if (status === 429) return 'too_many';
  return status >= 500 ? 'down' : 'unreadable';
}
