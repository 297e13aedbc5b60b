/**
 * Checks a license's log from outside. It needs Node 20.15 or newer, check-evidence.mjs beside it, and nothing
 * else: what it trusts is the verifier key that you were given, and SHA-256.
 *
 *   TOKEN=… node check-log.mjs <gateway> <license> <verifier key of the agency log> [folder for checkpoints]
 *
 * It reads every entry that the gateway lists, works out the whole tree, and compares it with the signed
 * checkpoint; checks a proof for each entry; follows the log's root into the public agency log; and, when a
 * folder is given, proves that both logs continue the checkpoints that it kept there the last time. Exit code
 * 1 when anything does not hold.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, leafOf, openCheckpoint, readTrusted, rootFrom, sha256 } from './check-evidence.mjs';

const [gateway, license, agencyKey, folder] = process.argv.slice(2);
const token = process.env.TOKEN;
if (!gateway || !license || !agencyKey || !token) {
  console.error('TOKEN=… node check-log.mjs <gateway> <license> <verifier key> [folder]');
  process.exit(2);
}

async function get(path) {
  const response = await fetch(gateway + path, {
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(120_000),
  });
  if (!response.ok) fail(`GET ${path}: ${response.status} ${await response.text()}`);
  return response;
}
const getJson = async (path) => (await get(path)).json();
const getText = async (path) => (await get(path)).text();

// RFC 9162 §2.1

const NODE = Buffer.from([1]);
const nodeOf = (left, right) => sha256(NODE, left, right);
const fromBase64 = (text) => Buffer.from(text, 'base64');

function splitOf(size) {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The root that the proof leads to; its hashes are used from the last to the first. */
function rootFromInclusion(index, size, leaf, proof) {
  if (size === 1) return proof.length === 0 ? leaf : fail('a proof is too long');
  const sibling = proof.at(-1) ?? fail('a proof is too short');
  const [rest, split] = [proof.slice(0, -1), splitOf(size)];
  return index < split
    ? nodeOf(rootFromInclusion(index, split, leaf, rest), sibling)
    : nodeOf(sibling, rootFromInclusion(index - split, size - split, leaf, rest));
}

function rootsFromConsistency(from, to, known, proof) {
  if (from === to) {
    const [root] = known ? [known] : proof;
    if (!root || proof.length !== (known ? 0 : 1)) fail('a consistency proof has a wrong length');
    return [root, root];
  }
  const sibling = proof.at(-1) ?? fail('a consistency proof is too short');
  const [rest, split] = [proof.slice(0, -1), splitOf(to)];
  if (from <= split) {
    const [older, newer] = rootsFromConsistency(from, split, known, rest);
    return [older, nodeOf(newer, sibling)];
  }
  const [older, newer] = rootsFromConsistency(from - split, to - split, null, rest);
  return [nodeOf(sibling, older), nodeOf(sibling, newer)];
}

function checkConsistency(older, newer, hashes, what) {
  if (older.size === 0) return;
  const [from, to] = rootsFromConsistency(older.size, newer.size, older.root, hashes.map(fromBase64));
  if (!from.equals(older.root) || !to.equals(newer.root))
    fail(`${what}: ${newer.size} entries do not begin with the ${older.size} that were signed`);
}

const trusted = readTrusted(`${agencyKey}\n`).logs;
if (trusted.length !== 1) fail('this is no verifier key');
const [origin, keyId] = agencyKey.split('+');
const computedId = sha256(`${origin}\n`, Buffer.from([1]), trusted[0]).subarray(0, 4);
if (computedId.toString('hex') !== keyId) fail('the verifier key is damaged');

/** The same Ed25519 key signs every log, each under its own name. */
const open = (note, name) => ({ ...openCheckpoint(note, name, trusted), note });

/** What was signed a moment ago may not be listed yet. */
const LISTED_WITHIN_MS = 10_000;

async function entriesUpTo(size) {
  const deadline = Date.now() + LISTED_WITHIN_MS;
  for (;;) {
    const entries = await allEntries();
    if (entries.length >= size || Date.now() > deadline) return entries;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function allEntries() {
  const entries = [];
  let cursor = '';
  do {
    const page = await getJson(`/v1/audit/deliveries?license=${license}&limit=200${cursor}`);
    entries.push(...page.items);
    cursor = page.next === null ? null : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== null);
  return entries.sort((one, other) => one.index - other.index);
}

async function continues(log, name, path) {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name.replaceAll('/', '_')}.checkpoint`);
  if (existsSync(file)) {
    const older = open(readFileSync(file, 'utf8'), name);
    if (older.size > log.size) fail(`${name} had ${older.size} entries and now has ${log.size}`);
    const { hashes } = await getJson(`${path}from=${older.size}&to=${log.size}`);
    checkConsistency(older, log, hashes, name);
    console.log(`${name}: continues the ${older.size} entries that were kept here`);
  }
  writeFileSync(file, log.note);
}

async function main() {
  const name = `${origin}/license/${license}`;
  const log = open(await getText(`/v1/audit/checkpoints/${license}`), name);
  const entries = await entriesUpTo(log.size);
  const leaves = entries.slice(0, log.size).map(({ leaf, ...entry }, index) => {
    if (entry.index !== index) fail(`entry ${index} is missing`);
    const computed = leafOf(entry);
    if (computed.toString('base64') !== leaf) fail(`entry ${index} is not what its leaf says`);
    return computed;
  });
  if (leaves.length < log.size) fail(`${log.size} entries were signed, ${leaves.length} are listed`);
  const root = log.size === 0 ? sha256() : rootFrom(new Map(leaves.entries()), log.size, [], name);
  if (!root.equals(log.root)) fail('the entries as listed are not those that were signed');
  console.log(`${name}: ${log.size} entries are exactly those that the checkpoint commits to`);

  for (const [index, leaf] of leaves.entries()) {
    const { hashes } = await getJson(`/v1/audit/proofs/${license}?index=${index}&size=${log.size}`);
    if (!rootFromInclusion(index, log.size, leaf, hashes.map(fromBase64)).equals(log.root))
      fail(`the proof for entry ${index} does not hold`);
  }
  console.log(`${name}: ${leaves.length} proofs hold`);
  await continues(log, name, `/v1/audit/proofs/${license}?`);

  const proof = await getJson(`/v1/log/proofs/${license}?size=${log.size}`);
  const agency = open(proof.checkpoint, origin);
  const included = rootFromInclusion(
    proof.index,
    proof.size,
    leafOf(proof.leaf),
    proof.hashes.map(fromBase64),
  );
  if (proof.size !== agency.size || !included.equals(agency.root)) fail('the root is not in the agency log');
  if (proof.leaf.license !== license) fail('the leaf is of another license');
  const published = { size: proof.leaf.size, root: fromBase64(proof.leaf.root) };
  const [older, newer] = published.size <= log.size ? [published, log] : [log, published];
  checkConsistency(older, newer, proof.consistency.hashes, 'the root in the agency log');
  console.log(`${origin}: leaf ${proof.index} of ${proof.size} is this log at ${published.size} entries`);
  await continues(agency, origin, '/v1/log/consistency?');
  console.log(`${origin}: cosigned by ${agency.others} others`);
}

main().catch((error) => {
  console.error(`DOES NOT HOLD: ${error.message}`);
  process.exitCode = 1;
});
