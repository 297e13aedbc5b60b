/**
 * What the log proves, worked out where it is read: with SHA-256 and Ed25519 of this browser, and with nothing of the gateway's but what
 * is to be proved. Nothing here knows a page; `prove.js` fetches what is needed and draws the steps. The forms are public: RFC 8785
 * (entries), RFC 9162 §2.1 (trees), C2SP signed-note, tlog-checkpoint and tlog-cosignature. Anything odd is a no.
 */

/** Bounds of what is read: a tree of a million million leaves has proofs of 80 hashes at most. */
const HASHES_MAX = 128;
const NOTE_CHARS_MAX = 200_000;
const SIGNATURES_MAX = 64;
const HASH_BYTES = 32;
const LOG_SIGNATURE = 1;
const COSIGNATURE = 4;

const utf8 = (text) => new TextEncoder().encode(text);

export function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/** Only the one spelling: padded, no spare bits. Null: it is none. */
export function fromBase64(text) {
  if (typeof text !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return base64(bytes) === text ? bytes : null;
}

const joined = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]));
const equal = (one, other) => one.length === other.length && one.every((byte, place) => byte === other[place]);
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** RFC 8785: as the entry was hashed, whatever has been done to its spaces and its order since. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** SHA-256(0x00 ‖ text). */
export async function leafHash(text) {
  return sha256(joined([0], utf8(text)));
}

async function nodeHash(left, right) {
  return sha256(joined([1], left, right));
}

const isCount = (number) => Number.isSafeInteger(number) && number >= 0;
const isOdd = (number) => number % 2 === 1;
/** Not a shift: sizes may exceed 32 bits. */
const half = (number) => Math.floor(number / 2);

/** Hashes of a proof. Null: some of them are none. */
function hashesOf(texts) {
  if (!Array.isArray(texts) || texts.length > HASHES_MAX) return null;
  const hashes = texts.map(fromBase64);
  return hashes.every((hash) => hash?.length === HASH_BYTES) ? hashes : null;
}

/**
 * RFC 9162 §2.1.3.2: the root that a leaf and its proof lead to, with every step on the way. Null: the proof is not one for this place
 * in a tree of this size.
 */
export async function rootOfInclusion({ index, size, leaf, hashes: texts }) {
  const hashes = hashesOf(texts);
  if (!hashes || leaf.length !== HASH_BYTES || !isCount(index) || !isCount(size) || index >= size) return null;
  let [place, last] = [index, size - 1];
  let node = leaf;
  const way = [];
  for (const hash of hashes) {
    if (last === 0) return null;
    const left = isOdd(place) || place === last;
    node = left ? await nodeHash(hash, node) : await nodeHash(node, hash);
    way.push({ side: left ? 'left' : 'right', hash, node });
    if (left) while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    [place, last] = [half(place), half(last)];
  }
  return last === 0 ? { root: node, way } : null;
}

function isPowerOfTwo(number) {
  let rest = number;
  while (rest > 1 && !isOdd(rest)) rest = half(rest);
  return rest === 1;
}

/** RFC 9162 §2.1.4.2: whether the tree of `to` leaves begins with the one of `from`. From the empty tree nothing is proved. */
export async function consistent({ from, to, fromRoot, toRoot, hashes: texts }) {
  const hashes = hashesOf(texts);
  if (!hashes || !isCount(from) || !isCount(to) || from === 0 || from > to) return false;
  if (from === to) return hashes.length === 0 && equal(fromRoot, toRoot);
  const [first, ...others] = isPowerOfTwo(from) ? [fromRoot, ...hashes] : hashes;
  if (!first || hashes.length === 0) return false;
  let [place, last] = [from - 1, to - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  let [older, newer] = [first, first];
  for (const hash of others) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      older = await nodeHash(hash, older);
      newer = await nodeHash(hash, newer);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else newer = await nodeHash(newer, hash);
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && equal(older, fromRoot) && equal(newer, toRoot);
}

/** C2SP signed-note. Null: not in its one form. Whether signatures hold is not looked at. */
export function parseNote(note) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the form forbids exactly these
  if (typeof note !== 'string' || note.length > NOTE_CHARS_MAX || /[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return null;
  const signatures = note
    .slice(split + 2, -1)
    .split('\n')
    .map((line) => {
      const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? [];
      const bytes = fromBase64(encoded);
      return bytes && bytes.length >= 5 ? { name, id: hex(bytes.slice(0, 4)), bytes: bytes.slice(4) } : null;
    });
  if (signatures.length > SIGNATURES_MAX || signatures.includes(null)) return null;
  return { text: note.slice(0, split + 1), signatures };
}

/** C2SP tlog-checkpoint: of a note, what it says. Null: it is no checkpoint. */
export function parseCheckpoint(note) {
  const parsed = parseNote(note);
  if (!parsed) return null;
  const lines = parsed.text.slice(0, -1).split('\n');
  const [origin, digits, encoded] = lines;
  const root = fromBase64(encoded);
  if (lines.includes('') || !/^(0|[1-9][0-9]{0,15})$/.test(digits ?? '') || root?.length !== HASH_BYTES) return null;
  return { ...parsed, origin, size: Number(digits), root };
}

/** `<name>+<key id>+<base64 of type and public key>`. Null: it is none, or its id is not its own. */
export async function parseVerifierKey(text) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(String(text).trim()) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 33 || ![LOG_SIGNATURE, COSIGNATURE].includes(bytes[0])) return null;
  const digest = await sha256(joined(utf8(`${name}\n`), bytes));
  return hex(digest.slice(0, 4)) === id ? { name, id, type: bytes[0], publicKey: bytes.slice(1) } : null;
}

/** Ed25519 came late to browsers. The key is the first of RFC 8032 §7.1. */
export async function hasEd25519() {
  try {
    const key = fromBase64('11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=');
    await crypto.subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify']);
    return true;
  } catch {
    return false;
  }
}

async function ed25519Holds(publicKey, text, signature) {
  if (signature.length !== 64) return false;
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, utf8(text));
  } catch {
    return false;
  }
}

/** When a witness signed, POSIX seconds. Null: this is no cosignature. */
export function cosignedAt({ bytes }) {
  if (bytes.length !== 72) return null;
  const seconds = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  return seconds > 0n && seconds < 2n ** 53n ? Number(seconds) : null;
}

async function signatureHolds({ text }, signature, key) {
  if (key.type === LOG_SIGNATURE) return ed25519Holds(key.publicKey, text, signature.bytes);
  const seconds = cosignedAt(signature);
  return seconds !== null && ed25519Holds(key.publicKey, `cosignature/v1\ntime ${seconds}\n${text}`, signature.bytes.slice(8));
}

/** The key under the name of a log: one key signs all logs of an agency, each under its own name. */
async function keyFor(origin, publicKey) {
  const digest = await sha256(joined(utf8(`${origin}\n`), [LOG_SIGNATURE], publicKey));
  return { name: origin, id: hex(digest.slice(0, 4)), type: LOG_SIGNATURE, publicKey };
}

/** What a step came to. `bad` has its reason; `later` waits for the log; `unknown` could not be told here; `none`: there
 * is nothing to tell; `skipped`: one before it failed. */
const step = (name, state, { why, facts = [] } = {}) => ({ name, state, ...(why && { why }), facts });

/** What follows a step that failed proves nothing. */
function untilFailed(steps) {
  const failed = steps.findIndex(({ state }) => state === 'bad');
  return steps.map((one, place) => (failed >= 0 && place > failed ? step(one.name, 'skipped') : one));
}

/** Whether a checkpoint is of this log, and signed with one of these keys. */
async function signedStep(name, note, { origin, keys, ed25519 }) {
  const head = parseCheckpoint(note);
  if (!head) return step(name, 'bad', { why: 'no_checkpoint' });
  const facts = [
    ['origin', head.origin],
    ['size', head.size],
    ['root', base64(head.root)],
  ];
  if (head.origin !== origin) return step(name, 'bad', { why: 'wrong_log', facts });
  const own = await Promise.all(keys.map((publicKey) => keyFor(origin, publicKey)));
  const known = head.signatures.flatMap((signature) => {
    const key = own.find(({ name, id }) => name === signature.name && id === signature.id);
    return key ? [{ key, signature }] : [];
  });
  if (known.length === 0) return step(name, 'bad', { why: 'unknown_key', facts });
  facts.push(['key', `${known[0].key.name}+${known[0].key.id}`], ['signature', base64(known[0].signature.bytes)]);
  if (!ed25519) return step(name, 'unknown', { why: 'no_ed25519', facts });
  const hold = await Promise.all(known.map(({ key, signature }) => signatureHolds(head, signature, key)));
  return hold.every(Boolean) ? step(name, 'good', { facts }) : step(name, 'bad', { why: 'bad_signature', facts });
}

/** Of the lines that a person pasted: keys of logs and of witnesses. Null: one of them is no verifier key. */
export async function parseExpected(text) {
  const lines = (text ?? '').split(/\s+/).filter((line) => line !== '');
  const keys = await Promise.all(lines.map(parseVerifierKey));
  return keys.includes(null) ? null : keys;
}

/** Which keys the checkpoints are checked with: those that the gateway names, of which the pasted ones say whether they are believed. */
async function keyStep({ agencyKeys, expected }) {
  const told = await Promise.all(agencyKeys.keys.map(({ verifierKey }) => parseVerifierKey(verifierKey)));
  const facts = agencyKeys.keys.map(({ verifierKey }) => ['verifier', verifierKey]);
  const keys = told.filter((key) => key !== null).map(({ publicKey }) => publicKey);
  const pasted = expected.filter(({ type }) => type === LOG_SIGNATURE);
  if (pasted.length === 0) return { keys, of: step('key', 'unknown', { why: 'from_gateway', facts }) };
  const among = keys.filter((key) => pasted.some(({ publicKey }) => equal(publicKey, key)));
  const isSame = pasted.every(({ publicKey }) => keys.some((key) => equal(key, publicKey)));
  // From here on the pasted ones alone are believed.
  return isSame
    ? { keys: among, of: step('key', 'good', { facts }) }
    : { keys, of: step('key', 'bad', { why: 'other_key', facts }) };
}

async function witnessStep(note, { agencyOrigin, expected, ed25519 }) {
  const head = parseCheckpoint(note);
  const others = (head?.signatures ?? []).filter(({ name }) => name !== agencyOrigin);
  const witnesses = expected.filter(({ type }) => type === COSIGNATURE);
  const facts = others.map((signature) => ['witness', signature.name, cosignedAt(signature)]);
  if (witnesses.length === 0)
    return others.length === 0
      ? step('witnesses', 'none', { why: 'no_witness' })
      : step('witnesses', 'unknown', { why: 'witness_unknown', facts });
  if (!ed25519) return step('witnesses', 'unknown', { why: 'no_ed25519', facts });
  for (const key of witnesses) {
    const signature = others.find(({ name, id }) => name === key.name && id === key.id);
    if (!signature) return step('witnesses', 'bad', { why: 'witness_missing', facts: [...facts, ['missing', key.name]] });
    if (!(await signatureHolds(head, signature, key))) return step('witnesses', 'bad', { why: 'bad_cosignature', facts });
  }
  return step('witnesses', 'good', { facts });
}

/**
 * That an entry stands in the log of its license, and the log of the license in the agency log.
 * `entry`: as /v1/audit/deliveries/{id} answers. `root`: as /v1/log/proofs/{license} does for the size of the checkpoint; or the problem
 * that it answers with. `agencyKeys`: as /v1/log/keys does. `expected`: of `parseExpected`.
 */
export async function proveEntry({ answer, root, agencyKeys, expected = [] }) {
  const { entry: whole, inclusion } = answer;
  const { leaf: stated, ...entry } = whole;
  const agencyOrigin = agencyKeys.origin;
  const text = canonical(entry);
  const leaf = await leafHash(text);
  const facts = [
    ['bytes', utf8(text).length],
    ['leaf', base64(leaf)],
  ];
  const steps = [
    base64(leaf) === stated
      ? step('leaf', 'good', { facts })
      : step('leaf', 'bad', { why: 'other_leaf', facts: [...facts, ['stated', stated]] }),
  ];
  if (inclusion.state !== 'included') {
    const at = inclusion.state === 'pending' ? step('inclusion', 'later', { why: 'pending', facts: [['due', inclusion.due]] }) : null;
    return untilFailed([...steps, at ?? step('inclusion', 'bad', { why: 'contradicted' })]);
  }
  const head = parseCheckpoint(inclusion.checkpoint);
  steps.push(await inclusionStep('inclusion', { ...inclusion, leaf, head, entryIndex: entry.index }));
  const key = await keyStep({ agencyKeys, expected });
  const trust = { keys: key.keys, ed25519: await hasEd25519() };
  steps.push(key.of);
  steps.push(await signedStep('license', inclusion.checkpoint, { origin: `${agencyOrigin}/license/${entry.license}`, ...trust }));
  if (root.status !== undefined) return untilFailed([...steps, step('root', 'later', { why: 'not_published', facts: [] })]);
  steps.push(await rootStep({ entry, head, root }));
  const agency = parseCheckpoint(root.checkpoint);
  const rootLeaf = await leafHash(canonical(root.leaf));
  steps.push(await inclusionStep('agency_inclusion', { ...root, leaf: rootLeaf, head: agency }));
  steps.push(await signedStep('agency', root.checkpoint, { origin: agencyOrigin, ...trust }));
  steps.push(await witnessStep(root.checkpoint, { agencyOrigin, expected, ed25519: trust.ed25519 }));
  return untilFailed(steps);
}

async function inclusionStep(name, { index, size, hashes, leaf, head, entryIndex = index }) {
  if (!head) return step(name, 'bad', { why: 'no_checkpoint' });
  const found = await rootOfInclusion({ index, size, leaf, hashes });
  const facts = [
    ['index', index],
    ['size', size],
    ['leaf', base64(leaf)],
    ...(found?.way ?? []).map(({ side, hash }) => [side, base64(hash)]),
    ['computed', found ? base64(found.root) : '–'],
  ];
  if (index !== entryIndex) return step(name, 'bad', { why: 'other_place', facts });
  if (size !== head.size) return step(name, 'bad', { why: 'other_size', facts });
  if (found && equal(found.root, head.root)) return step(name, 'good', { facts });
  return step(name, 'bad', { why: 'other_root', facts: [...facts, ['signed', base64(head.root)]] });
}

/** That the agency log has the root which the entry was found under, or one that continues it or that it continues. */
async function rootStep({ entry, head, root: { leaf, consistency } }) {
  const facts = [
    ['license', leaf?.license],
    ['size', leaf?.size],
    ['root', leaf?.root],
  ];
  const published = fromBase64(leaf?.root);
  if (leaf?.license !== entry.license || published?.length !== HASH_BYTES) return step('root', 'bad', { why: 'other_license', facts });
  const [older, newer] = leaf.size <= head.size ? [{ size: leaf.size, root: published }, head] : [head, { size: leaf.size, root: published }];
  const hashes = older.size === newer.size ? [] : consistency?.hashes;
  const holds = await consistent({ from: older.size, to: newer.size, fromRoot: older.root, toRoot: newer.root, hashes });
  if (older.size !== newer.size) facts.push(...(consistency?.hashes ?? []).map((hash) => ['between', hash]));
  if (!holds) return step('root', 'bad', { why: 'not_continued', facts });
  return entry.index < leaf.size ? step('root', 'good', { facts }) : step('root', 'later', { why: 'not_published', facts });
}

/** That a log of `newer` begins with the log of `older`; both are notes, `proof` is as the gateway answers it. */
export async function proveConsistency({ older, newer, proof, origin, agencyKeys, expected = [] }) {
  const key = await keyStep({ agencyKeys, expected });
  const trust = { origin, keys: key.keys, ed25519: await hasEd25519() };
  const [from, to] = [parseCheckpoint(older), parseCheckpoint(newer)];
  const facts = [
    ['from', proof?.from],
    ['to', proof?.to],
    ...(proof?.hashes ?? []).map((hash) => ['between', hash]),
  ];
  const isAsked = from && to && proof?.from === from.size && proof?.to === to.size;
  const holds =
    isAsked && (await consistent({ from: from.size, to: to.size, fromRoot: from.root, toRoot: to.root, hashes: proof.hashes }));
  return untilFailed([
    key.of,
    await signedStep('older', older, trust),
    await signedStep('newer', newer, trust),
    step('consistency', holds ? 'good' : 'bad', { ...(!holds && { why: isAsked ? 'not_continued' : 'other_size' }), facts }),
  ]);
}
