/**
 * Checks an evidence pack of the gateway, or the closure of a recall, offline. It needs Node 20.15 or newer
 * and nothing else. It trusts Ed25519, SHA-256 and the keys that you have from elsewhere.
 *
 *   node check-evidence.mjs PACK.zip KEYS [RECEIPT…]
 *   node check-evidence.mjs CLOSURE.json KEYS
 *
 * KEYS: a saved `/.well-known/jwks.json`, or a file with the verifier key of the agency log. RECEIPT: a file
 * with a receipt that somebody holds; it is checked against the pack. Exit code 0: all of it holds; 1:
 * something does not, and what; 2: it could not be checked. The README of a pack says what is in it and what
 * follows from it.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

export function fail(what) {
  throw new Error(what);
}

export const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Only the one spelling of these bytes. */
function decoded(text, encoding, what) {
  const bytes = Buffer.from(String(text), encoding);
  return bytes.toString(encoding) === text ? bytes : fail(`${what} is not ${encoding}`);
}

/** RFC 8785. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}
export const leafOf = (value) => sha256(Buffer.from([0]), canonical(value));

// The ZIP file: files as they are, one after the other, then the directory. Every byte is either content or
// as it must be.

function uints(...fields) {
  const bytes = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of fields) at = bytes.writeUIntLE(value, at, width);
  return bytes;
}
/** Version 2.0, sizes after the content, not compressed, 1 January 1980. */
const FORM = [
  [2, 20],
  [2, 8],
  [2, 0],
  [2, 0],
  [2, 0x21],
];
const headOf = (name) =>
  Buffer.concat([uints([4, 0x04034b50], ...FORM, [6, 0], [6, 0], [2, name.length], [2, 0]), name]);
const tailOf = ({ crc, size }) => uints([4, 0x08074b50], [4, crc], [4, size], [4, size]);
const listedAs = ({ name, crc, size, at }) =>
  Buffer.concat([
    uints(
      [4, 0x02014b50],
      [2, 20],
      ...FORM,
      [4, crc],
      [4, size],
      [4, size],
      [2, name.length],
      [6, 0],
      [6, 0],
      [4, at],
    ),
    name,
  ]);
const endOf = (count, size, at) =>
  uints([4, 0x06054b50], [4, 0], [2, count], [2, count], [4, size], [4, at], [2, 0]);

function unzip(zip) {
  const end = zip.length - 22;
  if (end < 0) fail('this is no ZIP file');
  const directory = zip.readUInt32LE(end + 16);
  const files = new Map();
  let [at, entry, listed] = [0, directory, 0];
  const take = (expected, what) => {
    if (!zip.subarray(at, at + expected.length).equals(expected))
      fail(`the ZIP file: ${what} is not as it must be`);
    at += expected.length;
  };
  const entries = [];
  for (; listed < zip.readUInt16LE(end + 10); listed++) {
    if (entry + 46 > end) fail('the ZIP file: its directory is cut off');
    const size = zip.readUInt32LE(entry + 24);
    const name = zip.subarray(entry + 46, entry + 46 + zip.readUInt16LE(entry + 28));
    const file = { name, size, at };
    take(headOf(name), `the head of ${name}`);
    const content = zip.subarray(at, at + size);
    at += size;
    file.crc = crc32(content);
    take(tailOf(file), `${name}, or its checksum,`);
    if (files.has(name.toString())) fail(`the ZIP file has ${name} twice`);
    files.set(name.toString(), content);
    entries.push(file);
    entry += 46 + name.length;
  }
  if (at !== directory) fail('the ZIP file: its directory is elsewhere');
  for (const file of entries) take(listedAs(file), `${file.name} in the directory`);
  take(endOf(listed, at - directory, directory), 'the end');
  if (at !== zip.length) fail('the ZIP file: something stands after its end');
  return files;
}

// Keys: from elsewhere, never from the pack

const publicKeyOf = (bytes) =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes]),
    format: 'der',
    type: 'spki',
  });

/** What a JWKS or a list of verifier keys holds: 32 bytes each, of logs, and of receipts by `kid`. */
export function readTrusted(text) {
  const trusted = { logs: [], receipts: new Map() };
  let jwks = null;
  try {
    jwks = JSON.parse(text).keys;
  } catch {}
  for (const { kty, crv, x, kid, purpose, verifierKey } of jwks ?? []) {
    if (verifierKey) trusted.logs.push(Buffer.from(verifierKey.split('+').at(-1), 'base64').subarray(1));
    if (kty !== 'OKP' || crv !== 'Ed25519') continue;
    if (purpose === 'checkpoint') trusted.logs.push(Buffer.from(x, 'base64url'));
    if (purpose === 'receipt') trusted.receipts.set(kid, Buffer.from(x, 'base64url'));
  }
  for (const [, encoded] of (jwks ? '' : text).matchAll(/\+[0-9a-f]{8}\+([A-Za-z0-9+/=]+)\s/g))
    trusted.logs.push(Buffer.from(encoded, 'base64').subarray(1));
  if (trusted.logs.some((key) => key.length !== 32)) fail('one of the keys given is no Ed25519 key');
  return trusted;
}

/** C2SP signed-note and tlog-checkpoint: signed by the log of this name with one of the keys. */
export function openCheckpoint(note, name, keys) {
  const [text, lines = ''] = note.split('\n\n');
  const [origin, size, root, ...rest] = `${text}\n`.split('\n');
  if (origin !== name || rest.join() !== '') fail(`the checkpoint of ${name} is one of ${origin}`);
  const ours = lines.split('\n').filter((line) => line.startsWith(`— ${name} `));
  const holds = (line) => {
    const bytes = decoded(line.slice(`— ${name} `.length), 'base64', `the signature of ${name}`);
    return keys.some((key) => {
      const id = sha256(`${name}\n`, Buffer.from([1]), key).subarray(0, 4);
      return (
        id.equals(bytes.subarray(0, 4)) &&
        verify(null, Buffer.from(`${text}\n`), publicKeyOf(key), bytes.subarray(4))
      );
    });
  };
  if (ours.length === 0 || !ours.every(holds))
    fail(`the checkpoint of ${name} is not signed with a key that was given`);
  return {
    size: Number(size),
    root: decoded(root, 'base64', `the root of ${name}`),
    others: lines.split('\n').length - 1 - ours.length,
  };
}

/**
 * RFC 9162 §2.1.1: the root of a tree of which some leaves are known, by index, and of the rest, from left to
 * right, the hashes of the largest subtrees that have none of these.
 */
export function rootFrom(leaves, size, hashes, what) {
  const indexes = [...leaves.keys()].sort((one, other) => one - other);
  let [known, used] = [0, 0];
  const walk = (low, high) => {
    if (!(indexes[known] < high)) return hashes[used++] ?? fail(`${what}: hashes are missing`);
    if (high - low === 1) return leaves.get(indexes[known++]);
    let split = 1;
    while (split * 2 < high - low) split *= 2;
    return sha256(Buffer.from([1]), walk(low, low + split), walk(low + split, high));
  };
  const root = walk(0, size);
  if (known !== indexes.length || used !== hashes.length) fail(`${what}: leaves or hashes are left over`);
  return root;
}

const fileOf = (files, name) => (files.get(name) ?? fail(`${name} is missing`)).toString();

function jsonIn(text, what) {
  try {
    return JSON.parse(text);
  } catch {
    return fail(`${what} is no JSON: it may have been cut off`);
  }
}

/** Rejects a member that is there twice: two readers could read different values. */
function parsed(text, what, indent) {
  const value = jsonIn(text, what);
  return JSON.stringify(value, null, indent) === text ? value : fail(`${what} is not written as it must be`);
}

const jsonOf = (files, name, indent) => {
  const text = fileOf(files, name);
  return text.endsWith('\n')
    ? parsed(text.slice(0, -1), name, indent)
    : fail(`${name} does not end with a line`);
};

function linesOf(files, name) {
  const lines = fileOf(files, name).split('\n');
  if (lines.pop() !== '') fail(`${name} does not end with a line`);
  return lines.map((line) => parsed(line, `a line of ${name}`));
}

function once(map, name, value, what) {
  if (map.has(name)) fail(`${what} is there twice`);
  map.set(name, value);
}

function checkManifest(files, trusted) {
  const [manifest, signature] = ['manifest.json', 'manifest.sig'].map(
    (name) => files.get(name) ?? fail(`${name} is missing`),
  );
  if (!trusted.logs.some((key) => verify(null, manifest, publicKeyOf(key), signature)))
    fail('manifest.json is not signed with a key that was given');
  const { files: listed, ...said } = jsonOf(files, 'manifest.json', 2);
  const names = [...listed.map(({ name }) => name), 'manifest.json', 'manifest.sig'];
  if (names.join('\n') !== [...files.keys()].join('\n'))
    fail('the files are not those that the manifest lists');
  for (const { name, size, sha256: digest } of listed)
    if (files.get(name).length !== size || sha256(files.get(name)).toString('hex') !== digest)
      fail(`${name} is not what the manifest says`);
  return said;
}

function checkEntry({ leaf, ...entry }, { about, from, to }, isBorder) {
  const what = `entry ${entry.index} of ${entry.license}`;
  if (leafOf(entry).toString('base64') !== leaf) fail(`${what} is not what its leaf says`);
  if (about.license !== undefined && entry.license !== about.license) fail(`${what} is of another license`);
  if (about.article !== undefined && entry.article !== about.article) fail(`${what} is of another article`);
  const inTime = (from === null || entry.at >= from) && (to === null || entry.at < to);
  if (inTime === isBorder)
    fail(`${what} is ${isBorder ? 'no neighbor of' : 'not within'} the time asked for`);
}

/** Each entry is in the log of its license as signed, and the root of that in the agency log. */
function checkLogs(files, { about, origin, logs }, entries, trusted) {
  const leaves = new Map();
  for (const { license } of logs) once(leaves, license, new Map(), `the log of ${license}`);
  if (about.license !== undefined && (logs.length !== 1 || logs[0].license !== about.license))
    fail('the pack has logs of other licenses');
  for (const { license, index, leaf } of entries) {
    const known = leaves.get(license) ?? fail(`the pack has no log for entry ${index} of ${license}`);
    once(known, index, decoded(leaf, 'base64', 'a leaf'), `entry ${index} of ${license}`);
  }
  const signed = logs.map(({ license, size }) => ({
    ...{ license, size, leaves: leaves.get(license) },
    checkpoint: fileOf(files, `checkpoints/license/${license}.txt`),
    proof: jsonOf(files, `proofs/license/${license}.json`),
  }));
  const checkpoint = fileOf(files, 'checkpoints/agency.txt');
  return checkTrees(origin, signed, { checkpoint, proof: jsonOf(files, 'proofs/agency.json') }, trusted);
}

/** `leaves`: those that are known, by index. Returns the head of the agency log. */
function checkTrees(origin, logs, agency, trusted) {
  const roots = new Map();
  for (const { license, size, leaves, checkpoint, proof } of logs) {
    const log = openCheckpoint(checkpoint, `${origin}/license/${license}`, trusted.logs);
    if (size !== undefined && log.size !== size)
      fail(`the checkpoint of ${license} is not of the size that the manifest says`);
    if (!provenRoot(leaves, log.size, proof, `the proof for ${license}`).equals(log.root))
      fail(`the entries of ${license} are not in the log that was signed`);
    const { index, leaf } =
      agency.proof.leaves.find((one) => one.leaf.license === license) ??
      fail(`the agency log lacks a root of ${license}`);
    if (leaf.size !== log.size || leaf.root !== log.root.toString('base64'))
      fail(`the agency log has another root of ${license}`);
    once(roots, index, leafOf(leaf), `the root of ${license}`);
  }
  const head = openCheckpoint(agency.checkpoint, origin, trusted.logs);
  if (agency.proof.leaves.length !== roots.size) fail('the proof for the agency log has other leaves');
  if (!provenRoot(roots, head.size, agency.proof, 'the proof for the agency log').equals(head.root))
    fail('the roots of the logs are not in the agency log that was signed');
  return head;
}

function provenRoot(leaves, size, proof, what) {
  if (proof.size !== size) fail(`${what} is of another size than the checkpoint`);
  return rootFrom(
    leaves,
    size,
    proof.hashes.map((hash) => decoded(hash, 'base64', `a hash in ${what}`)),
    what,
  );
}

/** Nothing is left out between the first and the last, nor at either end. */
function checkComplete({ about, from, to, archived, deleted, logs: [log] }, entries, borders) {
  if (about.license === undefined)
    return 'whether other entries are about this article cannot be told from a pack';
  if (archived.length > 0)
    return `whether entries are left out cannot be told: those of ${archived.join(', ')} are in the archive`;
  if (deleted.length > 0)
    return `whether entries are left out cannot be told: of ${deleted.map(({ month }) => month).join(', ')} the log has no more than leaves`;
  const all = [...entries, ...borders].sort((one, other) => one.index - other.index);
  all.forEach(({ index }, place) => {
    if (index !== all[0].index + place) fail(`entry ${all[0].index + place} of ${log.license} is missing`);
  });
  if (from === null ? all[0].index !== 0 : all[0].index !== 0 && all[0].at >= from)
    fail('entries are missing at the beginning');
  if (all.at(-1).index !== log.size - 1 && (to === null || all.at(-1).at < to))
    fail('entries are missing at the end');
  return `no entry of this license is left out${from ? ` from ${from}` : ''}${to ? ` to ${to}` : ''}, up to entry ${log.size - 1}, the last that the checkpoint covers`;
}

/** text-digest.md, “The digest in a receipt”. */
function componentsDigest(delivered) {
  const pairs = delivered.map(({ component, digest }) => [component, digest]);
  pairs.sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
  return sha256(JSON.stringify(pairs)).toString('base64url');
}

const claimsOf = (entry, { gateway, origin }) => ({
  iss: gateway,
  iat: Math.floor(Date.parse(entry.at) / 1000),
  jti: entry.id,
  sub: entry.partner,
  license: entry.license,
  licenseVersion: entry.licenseVersion,
  item: entry.article,
  version: entry.version,
  digest: componentsDigest(entry.delivered),
  log: { origin: `${origin}/license/${entry.license}`, index: entry.index, leaf: entry.leaf },
});

const statedIn = ({ title, use, territory, channel, stated }) => ({
  title,
  use,
  territory,
  channel,
  ...stated,
});

function checkRecords(records, entries, manifest) {
  const delivered = entries.filter(({ kind }) => kind === 'delivery');
  if (records.length !== delivered.length) fail('receipts.ndjson has not one record for each delivery');
  records.forEach(({ id, claims, stated, delivered: parts, text }, place) => {
    const entry = delivered[place];
    const what = `the record of ${id}`;
    if (id !== entry.id || canonical(claims) !== canonical(claimsOf(entry, manifest)))
      fail(`${what} is not what its entry says`);
    if (componentsDigest(parts) !== claims.digest) fail(`${what} lists other components than its entry`);
    if (canonical(stated) !== canonical(statedIn(entry))) fail(`${what} states another use than its entry`);
    if (text && !parts.some(({ digest }) => digest === text.digest))
      fail(`${what} is of another text than was delivered`);
  });
}

function checkReceipt(receipt, entries, manifest, trusted) {
  const [head, payload, signature] = receipt
    .trim()
    .split('.')
    .map((part) => decoded(part, 'base64url', 'the receipt'));
  const { alg, kid, typ } = JSON.parse(head);
  const key = trusted.receipts.get(kid) ?? fail('the receipt is signed with no key that was given');
  const signed = Buffer.from(receipt.trim().slice(0, receipt.trim().lastIndexOf('.')));
  if (alg !== 'EdDSA' || typ !== 'rights-receipt+jwt' || !verify(null, signed, publicKeyOf(key), signature))
    fail('the signature of the receipt does not hold');
  const claims = JSON.parse(payload);
  const entry =
    entries.find(({ id }) => id === claims.jti) ??
    fail(`the pack has no entry ${claims.jti}, which the receipt is for`);
  for (const [name, value] of Object.entries(claimsOf(entry, manifest)))
    if (canonical(claims[name]) !== canonical(value))
      fail(`the receipt for ${claims.jti} says otherwise than its entry: ${name}`);
  return `receipt ${claims.jti}: signed, and its entry is in the log`;
}

/** Every policy that decided an entry is in the pack, by its digest; so is every license version. */
function checkPolicies(files, entries) {
  const nameOf = ({ id, version, sha256: digest }) => `version ${version} of ${id} (${digest})`;
  const licenses = [...new Set(entries.map(({ license }) => license))].map((license) => {
    const told = jsonOf(files, `licenses/${license}.json`, 2);
    return told.license === license ? told : fail(`licenses/${license}.json is of another license`);
  });
  const restrictions = linesOf(files, 'restrictions.ndjson');
  const shown = new Map();
  for (const one of [...licenses.flatMap(({ agreements }) => agreements), ...restrictions])
    once(shown, nameOf(one), one, nameOf(one));
  const judged = new Map(entries.flatMap(({ policies = [] }) => policies).map((one) => [nameOf(one), one]));
  for (const [name, { id }] of judged)
    if (!shown.has(name) && !id.startsWith('exc_')) fail(`${name} was judged on and is not in the pack`);
  for (const [name, { sha256: digest, policy }] of shown) {
    if (!judged.has(name)) fail(`${name} is in the pack, and no entry was judged on it`);
    if (policy !== undefined && sha256(canonical(policy)).toString('hex') !== digest)
      fail(`${name} is not the policy that was judged on`);
  }
  const versions = new Map();
  for (const { license, versions: kept } of licenses)
    for (const one of kept)
      once(versions, `${license} ${one.version}`, one.terms, `version ${one.version} of ${license}`);
  for (const { license, licenseVersion: version, partner } of entries) {
    if (version === undefined) continue;
    const terms = versions.get(`${license} ${version}`);
    if (!terms?.consent) fail(`version ${version} of ${license} is not in the pack with its consent`);
    if (terms.partner !== partner)
      fail(`version ${version} of ${license} is of another partner than its entry`);
  }
  const documents = [...shown.values()].filter(({ policy }) => policy !== undefined);
  return `policies judged on: ${judged.size}; in the pack, as their digests say: ${documents.length}`;
}

// The closure of a recall: one JSON text, of which every byte is signed or the signature

/** What holds, a line each. Throws what does not. `text`: UTF-8. */
export function checkClosure(text, trusted) {
  const { closure, signature } = jsonIn(text, 'the closure');
  const signed = canonical(closure);
  if (text !== `{"closure":${signed},"signature":"${signature}"}\n`)
    fail('the closure is not written as it must be');
  const signatureBytes = decoded(signature, 'base64', 'the signature');
  if (!trusted.logs.some((key) => verify(null, Buffer.from(signed), publicKeyOf(key), signatureBytes)))
    fail('the closure is not signed with a key that was given');
  if (closure.form !== 'imprimatur-closure-1')
    fail(`this is no closure of a form that is known here: ${closure.form}`);
  const { made, gateway, origin, recall, later, logs, agency } = closure;
  if (!Array.isArray(later)) fail('the closure does not list what was entered after the closing');
  const entries = new Map();
  const trees = logs.map(({ license, entries: listed, ...signed }) => {
    const leaves = new Map();
    for (const entry of listed) {
      if (entry.license !== license) fail(`entry ${entry.id} is of another log`);
      once(leaves, entry.index, leafOf(entry), `entry ${entry.index} of ${license}`);
      once(entries, entry.id, entry, `entry ${entry.id}`);
    }
    return { ...signed, license, leaves };
  });
  checkTrees(origin, trees, agency, trusted);
  const readings = checkRecall(recall, entries);
  checkClosing(recall, later, entries);
  const { how, open, operator } = recall.closed;
  return [
    `made ${made} by ${gateway} about ${recall.id}, ${recall.type} of ${recall.article} at ${recall.at}: signed`,
    `entries: ${entries.size}, each in its log as signed; logs: ${logs.length}, in the agency log ${origin}`,
    `licenses: ${recall.licenses.length}, each notified; readings of pages: ${readings}, each as its entry says`,
    `closed ${recall.closed.at}: ${how}${operator === null ? '' : ` by ${operator}`}; licenses not done then: ${open}`,
    ...(later.length > 0 ? [`entered after the closing, and apart from it: ${later.length}`] : []),
  ];
}

/** The closing counts what the closure lists at that instant, and nothing else is left out. */
function checkClosing({ id, type, closed, holders, pages, licenses }, later, entries) {
  const reports = licenses.flatMap(({ acknowledgement }) => acknowledgement ?? []);
  const counted = [
    ['notified', holders.notified, licenses.length],
    ['acknowledged', holders.acknowledged, reports.length],
    ['refused', holders.refused, reports.filter(({ state }) => /^(?:refused|cannot)$/.test(state)).length],
    ['done', holders.done, licenses.filter(({ state }) => state === 'closed').length],
    ['open', closed.open, holders.notified - holders.done],
    [
      'pages',
      pages.reported,
      licenses.flatMap(({ titles }) => titles.flatMap((title) => title.pages)).length,
    ],
  ];
  for (const [name, told, count] of counted)
    if (told !== count) fail(`the closure counts ${told} (${name}), and lists ${count}`);
  const listed = new Map();
  for (const { entry: named, license, kind, at, ...told } of later) {
    const entry = entries.get(named) ?? fail(`the closure has no entry ${named}`);
    if (entry.license !== license || entry.kind !== kind || entry.at !== at)
      fail(`entry ${named} is another one`);
    if (at <= closed.at) fail(`entry ${named} is not later than the closing`);
    for (const [name, value] of Object.entries(told))
      if (value !== null && entry[name] !== value) fail(`entry ${named} says otherwise: ${name}`);
    once(listed, named, entry, `the later entry ${named}`);
  }
  const events = new Map(licenses.map(({ license, event }) => [license, event]));
  const last = new Map();
  const isOfRecall = ({ kind, license, event, eventType, recall }) =>
    kind === 'acknowledgement'
      ? event === events.get(license)
      : recall === id && (kind === 'reading' || (kind === 'notice' && eventType === type));
  for (const entry of entries.values()) {
    if (entry.env !== 'live' || !isOfRecall(entry)) continue;
    if (entry.at > closed.at && !listed.has(entry.id)) fail(`the closure leaves out the later ${entry.id}`);
    const isReport = entry.kind === 'acknowledgement' && entry.endpoint === null;
    if (entry.at <= closed.at && isReport && amends(entry, last.get(entry.license)))
      last.set(entry.license, entry);
  }
  for (const { license, notice, received, acknowledgement, titles } of licenses) {
    if (acknowledgement?.entry !== last.get(license)?.id)
      fail(`the closure has another acknowledgement of ${license} than its log at the closing`);
    const shown = titles.flatMap(({ delivery, pages }) => [
      delivery?.entry,
      ...pages.flatMap(({ publication, readings }) => [publication, ...readings.map(({ entry }) => entry)]),
    ]);
    for (const named of [notice.entry, received?.entry, ...shown])
      if (entries.get(named)?.at > closed.at) fail(`entry ${named} came after the closing`);
  }
}

/** An acknowledgement counts instead of those before it, but `received` takes none of the others back. */
function amends(next, before) {
  const [isWeak, wasWeak] = [next, before].map((entry) => entry?.state === 'received');
  if (before === undefined || isWeak !== wasWeak) return before === undefined || wasWeak;
  return next.index > before.index;
}

/** What the recall tells of each license is what the entries say. Returns the number of readings. */
function checkRecall(recall, entries) {
  const entryOf = (id, kind, license) => {
    const entry = entries.get(id) ?? fail(`the closure has no entry ${id}`);
    return entry.kind === kind && entry.license === license ? entry : fail(`entry ${id} is another one`);
  };
  const says = (entry, told) => {
    for (const [name, value] of Object.entries(told))
      if (canonical(entry[name]) !== canonical(value)) fail(`entry ${entry.id} says otherwise: ${name}`);
  };
  let count = 0;
  for (const {
    license,
    event,
    within,
    dueAt,
    notice,
    received,
    acknowledgement,
    titles,
  } of recall.licenses) {
    says(entryOf(notice.entry, 'notice', license), {
      ...{ event, within, dueAt, recall: recall.id, eventType: recall.type, article: recall.article },
      at: notice.at,
    });
    if (received)
      says(entryOf(received.entry, 'acknowledgement', license), { event, endpoint: received.endpoint });
    if (acknowledgement) {
      const { entry, ...told } = acknowledgement;
      // Nothing that the desk has entered passes for a message of the partner.
      says(entryOf(entry, 'acknowledgement', license), { event, operator: undefined, ...told });
    }
    for (const { delivery } of titles) {
      // The entry of one that is outside of retention is not there.
      if (!delivery || !entries.has(delivery.entry)) continue;
      const { kind } = entries.get(delivery.entry);
      const { at, article, version } = delivery;
      says(entryOf(delivery.entry, kind === 'external' ? kind : 'delivery', license), {
        at,
        article,
        version,
      });
    }
    for (const { url, publication, publishedAt, withdrawnAt, readings } of titles.flatMap(
      ({ pages }) => pages,
    )) {
      says(entryOf(publication, 'publication', license), { url, publishedAt, withdrawnAt });
      for (const { entry, at, ...told } of readings) {
        says(entryOf(entry, 'reading', license), { recall: recall.id, url, readAt: at, ...told });
        count++;
      }
    }
  }
  return count;
}

/** What holds, a line each. Throws what does not. `receipts`: texts. */
export function checkPack(zip, trusted, receipts = []) {
  const files = unzip(zip);
  const manifest = checkManifest(files, trusted);
  if (manifest.form !== 'imprimatur-evidence-1')
    fail(`this is no pack of a form that is known here: ${manifest.form}`);
  const [entries, borders] = ['entries.ndjson', 'borders.ndjson'].map((name) => linesOf(files, name));
  for (const entry of entries) checkEntry(entry, manifest, false);
  for (const entry of borders) checkEntry(entry, manifest, true);
  const agency = checkLogs(files, manifest, [...entries, ...borders], trusted);
  const complete = checkComplete(manifest, entries, borders);
  checkRecords(linesOf(files, 'receipts.ndjson'), entries, manifest);
  const policies = checkPolicies(files, entries);
  const closures = [...files].filter(([name]) => name.startsWith('closures/'));
  for (const [, content] of closures) checkClosure(utf8(content), trusted);
  const { license, article } = manifest.about;
  return [
    `made ${manifest.made} by ${manifest.gateway} about ${license ?? article}: ${files.size} files, each as signed`,
    `entries: ${entries.length}, each in the log of its license as signed; logs: ${manifest.logs.length}`,
    `these logs are in the agency log ${manifest.origin} (roots: ${agency.size}; signatures of others, not checked here: ${agency.others})`,
    complete,
    policies,
    ...(closures.length > 0 ? [`closures of recalls: ${closures.length}, each as signed`] : []),
    ...receipts.map((receipt) => checkReceipt(receipt, entries, manifest, trusted)),
  ];
}

/** Bytes that are no UTF-8 would all read as the same character. */
const utf8 = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

function main([pack, keys, ...receipts]) {
  if (!pack || !keys) {
    console.error('node check-evidence.mjs PACK.zip|CLOSURE.json KEYS [RECEIPT…]');
    return 2;
  }
  const contents = [];
  for (const file of [pack, keys, ...receipts])
    try {
      contents.push(readFileSync(file));
    } catch ({ code, message }) {
      console.error(`cannot read ${file}: ${code === 'ENOENT' ? 'there is no such file' : message}`);
      return 2;
    }
  const [bytes] = contents;
  const [keyText, ...texts] = contents.slice(1).map((content) => content.toString('utf8'));
  const trusted = readTrusted(keyText);
  if (trusted.logs.length === 0) {
    console.error(`${keys} holds no key of the log`);
    return 2;
  }
  try {
    const lines = bytes[0] === 0x7b ? checkClosure(utf8(bytes), trusted) : checkPack(bytes, trusted, texts);
    for (const line of lines) console.log(line);
    return 0;
  } catch (error) {
    console.error(`DOES NOT HOLD: ${error.message}`);
    return 1;
  }
}

if (import.meta.main ?? process.argv[1] === import.meta.filename)
  process.exitCode = main(process.argv.slice(2));
