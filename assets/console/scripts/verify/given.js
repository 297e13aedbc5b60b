// What somebody gives to be checked: a file, or what was pasted, read so far that it can be sent; or why it cannot be.
import { htmlOf, isMhtml } from './mhtml.js';
import { receiptsIn } from './receipts.js';
import { size } from './words.js';

const form = document.getElementById('form');
/** Characters of a document, bytes of a picture: what the gateway takes. */
const MOST = { chars: Number(form.dataset.charsMax), pictureBytes: Number(form.dataset.pictureBytesMax) };

const fault = (name, values = {}) => ({ fault: name, values });
const tooLarge = (bytes, most) => fault('too_large', { size: size(bytes), most: size(most) });

/** `{picture}` or `{document, mediaType}`, or `{fault}`. */
export async function ofFile(file) {
  if (file.type.startsWith('image/'))
    return file.size > MOST.pictureBytes ? tooLarge(file.size, MOST.pictureBytes) : { picture: file };
  // No character takes more than four bytes.
  if (file.size > 4 * MOST.chars) return tooLarge(file.size, MOST.chars);
  try {
    const text = await file.text();
    if (text.startsWith('%PDF-') || text.includes('\0')) return fault('not_text');
    if (isMhtml(text)) return ofText(htmlOf(text), 'text/html');
    return ofText(text, file.type);
  } catch (error) {
    return fault('file', { reason: error.message });
  }
}

export function ofText(text, mediaType = '') {
  if (text.length > MOST.chars) return tooLarge(text.length, MOST.chars);
  return { document: text, ...(mediaType && { mediaType }) };
}

/** The receipt of the field for it: `undefined` when there is nothing in it, or `{fault}`. */
export function receiptGiven(value) {
  const text = value.trim();
  if (text === '') return undefined;
  const [receipt, ...others] = receiptsIn(text);
  return receipt && others.length === 0 ? receipt : fault('not_receipt');
}

/** Of a text that is a receipt, or a link to one, and nothing else. */
export function onlyReceipt(text) {
  const [receipt, ...others] = receiptsIn(text);
  if (!receipt || others.length > 0) return undefined;
  const rest = text.replace(receipt, '').trim();
  return /^(?:[\w-]+:\s*)?(?:https?:\/\/\S+#)?$/i.test(rest) ? receipt : undefined;
}

/** What a clipboard or a drag has, when it is no file: text, and the receipt that stands only in its markup, behind a link. */
export function ofTransfer(data) {
  const text = data.getData('text/uri-list') || data.getData('text/plain');
  const behind = receiptsIn(data.getData('text/html'));
  const receipt = receiptsIn(text).length === 0 && behind.length === 1 ? behind[0] : '';
  return { text, receipt };
}
