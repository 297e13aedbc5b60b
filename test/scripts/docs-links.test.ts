/**
 * What the guides point at is there: files, headings, pictures. And every incident of the guide for
 * operations has the same shape.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Node, Parser } from 'commonmark';
import { describe, expect, it } from 'vitest';
import { ALERT_KINDS, ALERTS } from '../../src/monitor/kinds.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const GUIDES = [
  join(ROOT, 'README.md'),
  join(ROOT, 'client', 'README.md'),
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(ROOT, 'docs', name)),
];

interface Guide {
  links: string[];
  anchors: Set<string>;
}

const read = new Map<string, Guide>();

function guideAt(path: string): Guide {
  const known = read.get(path);
  if (known) return known;
  const links: string[] = [];
  const anchors = new Set<string>();
  const walker = new Parser().parse(readFileSync(path, 'utf8')).walker();
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step;
    if (!entering) continue;
    if ((node.type === 'link' || node.type === 'image') && node.destination) links.push(node.destination);
    if (node.type === 'heading') anchors.add(unused(slugOf(textOf(node)), anchors));
    if (node.type === 'html_block' || node.type === 'html_inline')
      for (const [, id = ''] of (node.literal ?? '').matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(id);
  }
  // Tables are no part of CommonMark: their links are found as text, outside of code.
  const prose = readFileSync(path, 'utf8')
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '');
  for (const [, target = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) links.push(target);
  const guide = { links: [...new Set(links)], anchors };
  read.set(path, guide);
  return guide;
}

function textOf(heading: Node): string {
  let text = '';
  const walker = heading.walker();
  for (let step = walker.next(); step; step = walker.next())
    if (step.entering && (step.node.type === 'text' || step.node.type === 'code'))
      text += step.node.literal ?? '';
  return text;
}

/** As GitHub names the anchors of headings. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
}

function unused(slug: string, taken: Set<string>): string {
  for (let pass = 0; ; pass++) {
    const name = pass === 0 ? slug : `${slug}-${pass}`;
    if (!taken.has(name)) return name;
  }
}

function faultOf(from: string, link: string): string[] {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return [];
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : resolve(dirname(from), decodeURIComponent(path));
  const here = relative(ROOT, from);
  if (!existsSync(target)) return [`${here}: ${link}: no such file`];
  if (anchor === undefined || !target.endsWith('.md')) return [];
  return guideAt(target).anchors.has(decodeURIComponent(anchor)) ? [] : [`${here}: ${link}: no such heading`];
}

describe('the guides', () => {
  it.each(GUIDES.map((path) => [relative(ROOT, path), path] as const))(
    '%s points at what is there',
    (_, path) => {
      expect(guideAt(path).links.flatMap((link) => faultOf(path, link))).toEqual([]);
    },
  );
});

describe('the guide for operations', () => {
  const text = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');
  const incidents = [...text.matchAll(/^### (Incident: .+)\n([\s\S]*?)(?=^##|(?![\s\S]))/gm)].map(
    ([, name = '', body = '']) => ({ name, body }),
  );

  it('has a page for each way to fail, all of one shape', () => {
    expect(incidents.length).toBeGreaterThan(15);
    const shape = [
      'First',
      'What partners see',
      'Find the cause',
      'Put right',
      'Check that it is over',
      'Afterwards',
    ];
    for (const { name, body } of incidents) {
      const parts = [...body.matchAll(/^\*\*([^*]+?)[.,]?\*\*/gm)].map(([, part = '']) => part);
      const found = shape.filter((part) => parts.some((segment) => segment.startsWith(part)));
      expect(found, name).toEqual(shape);
      expect(body.trimStart(), `${name}: its first line is what to do first`).toMatch(/^\*\*First\.\*\* \S/);
    }
  });

  it('leads from its table to each of them', () => {
    const table = text.slice(text.indexOf('\n## Incidents'), text.indexOf('### Before you begin'));
    for (const { name } of incidents) expect(table).toContain(`(#${slugOf(name)})`);
  });

  it('says what each alert means, and leads from it to what to do', () => {
    for (const kind of ALERT_KINDS) {
      const section = new RegExp(`^### ${kind}\\n([\\s\\S]*?)(?=^##)`, 'm').exec(text)?.[1] ?? '';
      expect(section, kind).toContain(`(#${ALERTS[kind].page})`);
      const rows = text
        .slice(text.indexOf('\n## Incidents'), text.indexOf('### Before you begin'))
        .split('\n');
      const row = rows.find((line) => line.includes(`\`${kind}\``));
      expect(row, kind).toContain(`(#${ALERTS[kind].page})`);
    }
  });
});
