/** Checks the strength of RSA public keys. Pure. */
import { RSA_BITS_MAX, RSA_BITS_MIN, RSA_EXPONENT_MIN } from './limits.ts';

/**
 * Moduli of the broken generator of CVE-2017-15361 ("ROCA") are powers of 65537 modulo each of these primes.
 * Any other modulus has a chance of one in 2^27 to be so.
 */
const ROCA_PRIMES = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157];
const ROCA_GENERATOR = 65_537;

/** Tells whether a key is strong enough. `modulus` and `exponent` are big-endian bytes. */
export function isSoundRsa(modulus: Uint8Array, exponent: Uint8Array): boolean {
  if (modulus[0] === 0 || exponent[0] === 0 || exponent.length > 4) return false;
  const n = integerOf(modulus);
  const e = integerOf(exponent);
  const bits = n.toString(2).length;
  return (
    bits >= RSA_BITS_MIN &&
    bits <= RSA_BITS_MAX &&
    n % 2n === 1n &&
    e >= RSA_EXPONENT_MIN &&
    e % 2n === 1n &&
    !isRoca(n)
  );
}

function integerOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
}

function isRoca(n: bigint): boolean {
  return ROCA_PRIMES.every((prime) => powersOf(ROCA_GENERATOR, prime).has(Number(n % BigInt(prime))));
}

function powersOf(generator: number, prime: number): Set<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * generator) % prime) powers.add(power);
  return powers;
}
