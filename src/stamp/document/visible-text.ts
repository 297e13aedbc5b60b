/**
 * Classifies the elements of a page: text, content beside the text, and passage boundaries. Specified in
 * docs/text-digest.md.
 */
import { attribute, type Element } from './html-tree.ts';

const names = (list: string) => new Set(list.split(' '));

/** Elements that are never shown, or have no words of their own; their content is ignored. */
const IGNORED = names(
  'script style template head title meta link base param source track area datalist audio video canvas',
);

/**
 * Elements that are never part of an article's text: captions, controls, drawings, embedded documents,
 * struck-out words, ruby brackets.
 */
const BESIDE = names(
  'figcaption button select option optgroup textarea input output meter progress svg math object embed applet ' +
    'iframe map noscript noembed noframes del s strike rp',
);

const BREAKS = names(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li listing main menu nav noscript ' +
    'ol p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp',
);

const HEADINGS = names('h1 h2 h3 h4 h5 h6');
/** Classes of microformats, schema.org and common templates. */
const HEADLINE_CLASSES = names('p-name entry-title headline');
const ARTICLE_CLASSES = names('h-entry hentry');
/** WordPress's captions if a template does not request `figcaption`. */
const CAPTION_CLASS = 'wp-caption-text';
/** WordPress replaces characters by these pictures, with the character as alternative text. */
const EMOJI_CLASSES = ['emoji', 'wp-smiley'];

export function isIgnored({ tagName }: Element): boolean {
  return IGNORED.has(tagName);
}

export function isBreak({ tagName }: Element): boolean {
  return BREAKS.has(tagName);
}

/** Within it, only rows and the ends of the preformatted text separate passages. */
export function isPreformatted({ tagName }: Element): boolean {
  return tagName === 'pre' || tagName === 'listing' || tagName === 'xmp';
}

export function isOutsideArticle(element: Element): boolean {
  return BESIDE.has(element.tagName) || classesOf(element).includes(CAPTION_CLASS) || isHidden(element);
}

/** True if an element contains an article, by HTML, ARIA or the h-entry microformat. */
export function isArticle(element: Element): boolean {
  return (
    element.tagName === 'article' ||
    attribute(element, 'role') === 'article' ||
    classesOf(element).some((name) => ARTICLE_CLASSES.has(name))
  );
}

export function isHeading(element: Element): boolean {
  return (
    HEADINGS.has(element.tagName) ||
    attribute(element, 'role') === 'heading' ||
    attribute(element, 'itemprop') === 'headline' ||
    classesOf(element).some((name) => HEADLINE_CLASSES.has(name))
  );
}

export function emojiIn(element: Element): string | undefined {
  const isEmoji =
    element.tagName === 'img' && classesOf(element).some((name) => EMOJI_CLASSES.includes(name));
  const alt = isEmoji ? attribute(element, 'alt') : undefined;
  return alt !== undefined && !WORDS.test(alt) ? alt : undefined;
}

/**
 * Such a picture stands for a symbol, such as `1\uFE0F\u20E3` or `:D`, and never for a word that it may not
 * show.
 */
const WORDS = /\p{L}{2}|\p{N}(?!\uFE0F?\u20E3)|^\p{L}|\s\p{L}/u;

/** True if an element within a line is set from right to left while the passage is not. */
export function turnsAround(element: Element): boolean {
  if (element.tagName === 'bdo' || attribute(element, 'dir')?.trim().toLowerCase() === 'rtl') return true;
  const style = styleOf(element);
  return style !== undefined && /(?:^|;)(?:direction:rtl|unicode-bidi:)/u.test(style);
}

export function classesOf(element: Element): string[] {
  return attribute(element, 'class')?.split(/\s+/u) ?? [];
}

/**
 * True if an element hides itself; style sheets are not read. Hidden words are never part of the text, so
 * that the genuine text cannot be hidden behind a false one. They are compared nevertheless, because a later
 * declaration may show them.
 */
function isHidden(element: Element): boolean {
  if (attribute(element, 'hidden') !== undefined || attribute(element, 'popover') !== undefined) return true;
  if (element.tagName === 'dialog' && attribute(element, 'open') === undefined) return true;
  const style = styleOf(element);
  return style !== undefined && (HIDING.test(style) || isScaledAway(style));
}

/**
 * True if an element is nearly white without a background of its own: its words are invisible on most pages.
 * The caller tests only parts of a line, because dark pages have white paragraphs.
 */
export function isPale(element: Element): boolean {
  const style = styleOf(element) ?? '';
  if (/(?:^|;)background/u.test(style)) return false;
  const [, ofStyle] = /(?:^|;)color:([^;!]*)/u.exec(style) ?? [];
  const ofFont = element.tagName === 'font' ? attribute(element, 'color')?.trim().toLowerCase() : undefined;
  return [ofStyle, ofFont].some((color) => color !== undefined && PALE.test(color));
}

const PALE =
  /^(?:white|snow|ivory|(?:ghost|floral)white|#?(?:f{3,4}|(?:f[0-9a-f]){3,4})|rgba?\((?:2[45]\d[,)]?){3}[^()]*\)?|hsla?\([^,()]*,[^,()]*,100%[^()]*\))$/u;

/** True for superscripts and subscripts: `4<sup>6</sup>` is not 46. */
export function isShifted(element: Element): boolean {
  if (element.tagName === 'sup' || element.tagName === 'sub') return true;
  const style = styleOf(element);
  return style !== undefined && /(?:^|;)(?:vertical-align|font-variant-position):(?:super|sub)/u.test(style);
}

/**
 * Finds `transform: … scale(0)`. Not a regular expression, which would search for `(0` after each `scale`.
 */
function isScaledAway(style: string): boolean {
  return style.split(';').some((declaration) => {
    const scale = declaration.startsWith('transform:') ? declaration.indexOf('scale') : -1;
    return scale >= 0 && declaration.lastIndexOf('(0') > scale;
  });
}

function styleOf(element: Element): string | undefined {
  return attribute(element, 'style')
    ?.replace(/\/\*[^*]*\*\/|\s+/gu, '')
    .toLowerCase();
}

const HIDING =
  /(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|(?:opacity|font-size|(?:max-)?height|(?:max-)?width):0*(?:\.0*)?(?:px|r?em|%)?(?:!|;|$)|(?:text-indent|left|top|right):-\d{4}|clip:rect|clip-path:(?:inset\((?:50|100)%|circle\(0)|color:transparent|color:rgba\((?:[^,;)]*,){3}0*(?:\.0*)?%?\)|text-decoration(?:-line)?:[^;]*line-through|content-visibility:hidden|font:0|zoom:0|filter:opacity\(0)|\\/u;
