// The page /verify: reads what is dropped, pasted or linked, asks the gateway, and checks signatures itself.
import { ask, recordOf, recordsOf } from './ask.js';
import { ofFile, ofText, ofTransfer, onlyReceipt, receiptGiven } from './given.js';
import { part } from './parts.js';
import { recordShown } from './record.js';
import { receiptsIn, signaturesOf } from './receipts.js';
import { answerShown, faultShown } from './show.js';
import { say, size } from './words.js';

const at = (id) => document.getElementById(id);
const form = at('form');
const text = at('text');
const receipt = at('receipt');
const file = at('file');
const state = at('state');
const verdict = at('verdict');

/** Of several checks, the last one is shown. */
let turn = 0;

function show({ heading, elements }, isFocused) {
  verdict.replaceChildren(...elements);
  if (isFocused) heading.focus();
}

function showFault({ fault, values = {}, detail }, more = []) {
  // What the gateway says of a document it says in English.
  const told = part('span', detail ?? '');
  told.lang = 'en';
  show(faultShown(fault, [fault === 'unreadable' ? told : say(`fault.${fault}Help`, values), ...more]), true);
}

/** `given`: see given.js. `name`: what it is called. `isAsked`: somebody waits for it, and is taken to the answer. */
async function check(given, { name, bytes, isAsked = true }) {
  const mine = ++turn;
  if (given.fault) {
    state.textContent = '';
    return showFault(given);
  }
  state.textContent = name ? say('checkingFile', { name }) : say('checking');
  const receipts = given.receipt ? [given.receipt] : receiptsIn(given.document ?? '');
  const [told, signatures] = await Promise.all([ask(given), signaturesOf(receipts)]);
  if (mine !== turn) return;
  const records = told.answer ? await recordsOf(told.answer.verdicts) : new Map();
  if (mine !== turn) return;
  state.textContent = bytes === undefined ? '' : say('checked', { name, size: size(bytes) });
  if (told.answer) {
    return show(answerShown(told.answer, { signatures, records, found: receipts.length }), isAsked);
  }
  const isSigned = told.fault === 'unreachable' && signatures.some((one) => one.state === 'good');
  showFault(told, isSigned ? [say('fault.unreachableSigned')] : []);
}

/** The receipt of the field. One that a link brought gives way to those that a document has of its own. */
function receiptBeside(document = '') {
  if (receipt.dataset.linked !== undefined && receiptsIn(document).length > 0) receipt.value = '';
  return receiptGiven(receipt.value);
}

/** A picture needs its receipt beside it: the field for it is where to go on. */
async function checkFile(chosen) {
  const given = await ofFile(chosen);
  const beside = receiptBeside(given.document);
  const { name } = chosen;
  if (given.fault) return check(given, { name });
  if (beside?.fault) return check(beside, { name });
  if (given.picture && !beside) {
    turn += 1;
    state.textContent = '';
    showFault({ fault: 'which' });
    return receipt.focus();
  }
  return check({ ...given, ...(beside && { receipt: beside }) }, { name, bytes: chosen.size });
}

function checkText() {
  const beside = receiptBeside(text.value);
  if (beside?.fault) return check(beside, {});
  const only = beside ? undefined : onlyReceipt(text.value);
  if (only) return check({ document: '', receipt: only }, {});
  if (text.value.trim() === '' && !beside) return check({ fault: 'nothing' }, {});
  return check({ ...ofText(text.value), ...(beside && { receipt: beside }) }, {});
}

/** Whatever is in the form. */
const checkForm = () => (file.files.length > 0 ? checkFile(file.files[0]) : checkText());

function take(files) {
  if (files.length > 1) return check({ fault: 'several_files', values: { count: files.length } }, {});
  return checkFile(files[0]);
}

/** What was pasted or dropped and is no file. */
function takeText(data) {
  const given = ofTransfer(data);
  if (given.text.trim() === '') return;
  file.value = '';
  text.value = given.text;
  receipt.value = given.receipt;
  checkText();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  checkForm();
});
file.addEventListener('change', () => file.files.length > 0 && take(file.files));
// What is typed is meant, and not the file or the link of before.
text.addEventListener('input', () => {
  file.value = '';
});
receipt.addEventListener('input', () => {
  delete receipt.dataset.linked;
});
text.addEventListener('paste', (event) => {
  const given = ofTransfer(event.clipboardData);
  // The text goes where it was pasted; the receipt that stands behind a link in it would be lost.
  if (given.receipt) receipt.value = given.receipt;
});

const isField = (target) => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
document.addEventListener('paste', (event) => {
  if (isField(event.target)) return;
  event.preventDefault();
  const { files } = event.clipboardData;
  if (files.length > 0) take(files);
  else takeText(event.clipboardData);
});

// Anywhere on the page. Whoever drops text into a field means the field.
const isOurs = ({ target, dataTransfer }) => dataTransfer && (dataTransfer.types.includes('Files') || !isField(target));
document.addEventListener('dragover', (event) => {
  if (!isOurs(event)) return;
  event.preventDefault();
  document.body.classList.add('dropping');
});
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) document.body.classList.remove('dropping');
});
document.addEventListener('drop', (event) => {
  document.body.classList.remove('dropping');
  if (!isOurs(event)) return;
  event.preventDefault();
  const { files } = event.dataTransfer;
  if (files.length === 0) return takeText(event.dataTransfer);
  if (files.length === 1) file.files = files;
  take(files);
});

/** Of a delivery: the link behind the agency's name, where a text begins. */
const MARK = /^dlv_[0-9a-f]{32}$/;

/** A link that carries a receipt opens it at once; one that names a delivery shows what the log has of it. */
function checkLink() {
  const linked = location.hash.slice(1);
  if (MARK.test(linked)) return showRecord(linked);
  if (!linked.includes('.')) return;
  const given = receiptGiven(linked);
  file.value = '';
  text.value = '';
  receipt.value = linked;
  receipt.dataset.linked = '';
  check(given?.fault ? given : { document: '', receipt: given }, { isAsked: false });
}

async function showRecord(id) {
  const mine = ++turn;
  state.textContent = say('checking');
  const { record, fault } = await recordOf(id);
  if (mine !== turn) return;
  state.textContent = '';
  show(record ? recordShown(record) : faultShown(fault, [say(`fault.${fault}Help`)]), false);
}
addEventListener('hashchange', checkLink);
checkLink();
