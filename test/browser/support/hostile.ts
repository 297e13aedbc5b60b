/** What somebody who means ill writes into a field. Shown as text it does nothing. */

/** An element that nothing else makes: one in a page was made of somebody's text. */
const HOSTILE_ELEMENT = 'x-hostile';

const RIGHT_TO_LEFT = 'مرحبا שלום';
const EMOJI = '👩\u200d👧 e\u0301';
/** No name may hold it, and no wire loses it from its body. */
const RIGHT_TO_LEFT_OVERRIDE = '\u202E';

const BEGIN = `<${HOSTILE_ELEMENT}>"'&amp;</p></title></textarea><script>document.title='owned'</script><img src=x onerror="document.title='owned'">{{7*7}}\${7*7}`;

/**
 * What a name may be: as long as the field takes; what comes after the markup is one word without a place to
 * break it.
 */
export function hostile(chars = 2_000): string {
  return `${BEGIN} ${RIGHT_TO_LEFT} ${EMOJI} ${'W'.repeat(chars)}`.slice(0, chars);
}

/** What a wire may send: a name could not hold it. */
export function hostileWire(chars = 2_000): string {
  return `${BEGIN} ${RIGHT_TO_LEFT_OVERRIDE}drawkcab\u2028${RIGHT_TO_LEFT} ${EMOJI} ${'W'.repeat(chars)}`.slice(
    0,
    chars,
  );
}

/** In a page: whether any of it is more than text. Runs in the browser. */
export const DONE_HARM = `document.title === 'owned' || document.querySelector('${HOSTILE_ELEMENT}, script:not([src]), img[onerror]') !== null`;
