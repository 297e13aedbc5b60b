/**
 * What WordPress reads from a picture when it is uploaded: its `wp_read_image_metadata` takes IIM through
 * PHP's `iptcparse` first, and Exif for what is not there. The same look-ups in the same order, on PHP's own
 * functions.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface UploadedPicture {
  title: string;
  caption: string;
  /** The credit line, and the by-line where there is none. */
  credit: string;
  copyright: string;
  /** Seconds since 1970. */
  created: number;
  /** IIM 2:80, by itself. */
  byline: string;
}

const SCRIPT = `
error_reporting(0);
getimagesize($argv[1], $info);
$iptc = isset($info['APP13']) ? iptcparse($info['APP13']) : [];
$exif = exif_read_data($argv[1]) ?: [];
$first = fn($name) => trim($iptc[$name][0] ?? '');
$either = fn(...$values) => array_values(array_filter($values, fn($value) => $value !== ''))[0] ?? '';
$caption = $first('2#120');
$title = $either($first('2#105'), $first('2#005'), mb_strlen($caption, '8bit') < 80 ? $caption : '');
$description = trim($exif['ImageDescription'] ?? '');
$created = $first('2#055') !== '' && $first('2#060') !== ''
  ? strtotime($first('2#055') . ' ' . $first('2#060'))
  : 0;
echo json_encode([
  'title' => $title,
  'caption' => $either($caption, $description),
  'credit' => $either($first('2#110'), $first('2#080'), trim($exif['Artist'] ?? '')),
  'copyright' => $either($first('2#116'), trim($exif['Copyright'] ?? '')),
  'created' => $created,
  'byline' => $first('2#080'),
], JSON_THROW_ON_ERROR);
`;

const probe = spawnSync('php', [
  '-r',
  'exit(function_exists("iptcparse") && function_exists("exif_read_data") ? 0 : 1);',
]);
export const phpAbsent = probe.status !== 0;
if (phpAbsent && process.env.CI === 'true') throw new Error('php is absent, and CI may not skip it');
if (phpAbsent) console.warn('skipped: php with exif is not on this machine (Debian: php-cli)');

export function uploaded(jpeg: Uint8Array): UploadedPicture {
  const folder = mkdtempSync(join(tmpdir(), 'imprimatur-upload-'));
  try {
    const file = join(folder, 'picture.jpg');
    writeFileSync(file, jpeg);
    return JSON.parse(execFileSync('php', ['-r', SCRIPT, file], { encoding: 'utf8' })) as UploadedPicture;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
