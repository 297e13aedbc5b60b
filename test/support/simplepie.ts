/** SimplePie, the feed parser of WordPress (Debian's libphp-simplepie): what it reads in a feed, as JSON. */
import { execFileSync, spawnSync } from 'node:child_process';

export interface PieFeed {
  error: string | null;
  title: string;
  copyright: string;
  self: string | null;
  items: PieItem[];
}

export interface PieItem {
  id: string;
  title: string;
  link: string;
  /** ISO 8601, UTC. */
  date: string;
  author: string | null;
  rights: string | null;
  categories: string[];
  content: string;
}

const SCRIPT = String.raw`
error_reporting(0);
require_once '/usr/share/php/simplepie/autoloader.php';
$pie = new SimplePie();
$pie->enable_cache(false);
// What it takes out of markup is its own business, and not compared.
$pie->strip_htmltags(false);
$pie->enable_order_by_date(false);
$pie->set_raw_data(stream_get_contents(STDIN));
$pie->init();
$pie->handle_content_type();
$text = fn($value) => $value === null ? null : html_entity_decode($value, ENT_QUOTES | ENT_HTML5);
$items = array_map(fn($item) => [
  'id' => $item->get_id(),
  'title' => $text($item->get_title()),
  'link' => $text($item->get_link()),
  'date' => $item->get_gmdate('Y-m-d\TH:i:s\Z'),
  'author' => $item->get_author() ? $text($item->get_author()->get_name()) : null,
  'rights' => $text($item->get_copyright()),
  'categories' => array_map(fn($one) => $text($one->get_label()), $item->get_categories() ?? []),
  'content' => $item->get_content(true) ?? '',
], $pie->get_items());
echo json_encode(['error' => $pie->error(), 'title' => $text($pie->get_title()), 'copyright' => $text($pie->get_copyright()),
  'self' => $text($pie->get_link(0, 'self')), 'items' => $items]);
`;

/** Whether it is here; where it must be (CI) and is not, that is an error. */
export function hasSimplePie(): boolean {
  const look = "require '/usr/share/php/simplepie/autoloader.php';";
  const found = spawnSync('php', ['-r', look]).status === 0;
  const absent = 'php-cli, php-xml, php-mbstring or libphp-simplepie is not installed';
  if (!found && process.env.CI === 'true') throw new Error(absent);
  if (!found) console.warn(`skipped: ${absent}`);
  return found;
}

export function readWithSimplePie(feed: string): PieFeed {
  const output = execFileSync('php', ['-r', SCRIPT], {
    input: feed,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output) as PieFeed;
}
