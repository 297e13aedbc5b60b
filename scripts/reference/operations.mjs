// Renders operations of the API description as HTML, so that the reference is a page and no program. Plain
// JavaScript: it runs where the worker is deployed from.
import { marked } from 'marked';

const ROWS_MAX = 60;
const DEPTH_MAX = 3;
const STRING_CHARS_MAX = 140;
const LINES_MAX = 34;
/** Of one operation: an answer that succeeds and one that refuses say what its answers look like. */
const EXAMPLES_MAX = 2;
const PROBLEM = 'application/problem+json';

/** The page of an operation: partners and the public call it, or only the agency's own people do. */
export function readersOf({ security = [{}] }) {
  const isForPartners = security.some(
    (one) =>
      one.clientSecret || Object.keys(one).length === 0 || Object.values(one).flat().includes('articles'),
  );
  return isForPartners ? 'partner' : 'agency';
}

/** @returns {{html: string, sections: {id: string, title: string}[]}} */
export function renderReference(description, readers) {
  const sections = [{ id: 'everywhere', title: 'Refusals everywhere', operations: [] }];
  const common = new Map(
    Object.values(description.components.responses).map((response) => {
      const row = [statusOf(response), inMarkdown(response.description, true)];
      return [row.join(), row];
    }),
  );
  const rows = [...common.values()].sort(([a], [b]) => Number(a) - Number(b));
  const everywhere = `<section id="everywhere"><h2>Refusals everywhere</h2><p>Any operation may answer these, too. <a href="/docs/problems">Problems</a> says what to do about each code.</p>${table(['Status', 'Meaning'], rows)}</section>`;
  const html = description.tags.map(({ name, description: about }) => {
    const groups = groupsOf(description, name, readers);
    if (groups.length === 0) return '';
    const id = `tag-${name.toLowerCase().replace(/\W+/g, '-')}`;
    const operations = groups.map(({ ids, summary }) => ({ id: ids[0], title: summary }));
    sections.push({ id, title: name, operations });
    return `<section id="${id}"><h2>${escaped(name)}</h2>${inMarkdown(about)}${groups.map((group) => operationHtml(description, group)).join('')}</section>`;
  });
  sections.push(sections.shift());
  return { html: html.join('') + everywhere, sections };
}

const statusOf = ({ content }) => /"const":(\d{3})/.exec(JSON.stringify(content ?? {}))?.[1] ?? '';

/** Operations that differ in the suffix of their path alone, such as feeds by format, are shown once. */
function groupsOf(description, tag, readers) {
  const groups = new Map();
  for (const [path, item] of Object.entries(description.paths))
    for (const [method, operation] of Object.entries(item)) {
      if (!operation.tags?.includes(tag) || readersOf(operation) !== readers) continue;
      const key = `${method} ${operation.summary}`;
      const group = groups.get(key) ?? { ...operation, method: method.toUpperCase(), ids: [], paths: [] };
      group.ids.push(operation.operationId);
      group.paths.push(path);
      groups.set(key, group);
    }
  return [...groups.values()];
}

function operationHtml(description, operation) {
  const {
    method,
    paths,
    ids,
    summary,
    description: about,
    parameters = [],
    requestBody,
    security,
  } = operation;
  const names = paths.map((path) => `<code>${method} ${breakable(path)}</code>`).join(' ');
  const anchors = ids
    .slice(1)
    .map((id) => `<span id="${id}"></span>`)
    .join('');
  return [
    `<article class="operation" id="${ids[0]}">${anchors}<h3>${escaped(summary)}</h3><p class="paths">${names}</p>`,
    inMarkdown(about),
    `<p class="soft">${authorizationOf(security)}</p>`,
    parameters.length > 0 &&
      folded(`Parameters (${parameters.length})`, parametersHtml(description, parameters)),
    requestBody && folded('Request body', bodyHtml(description, requestBody)),
    answersHtml(description, operation),
    examplesHtml(description, operation),
    '</article>',
  ]
    .filter(Boolean)
    .join('');
}

function authorizationOf(security = [{}]) {
  const kinds = new Set(
    security.map((one) => {
      if (one.clientSecret) return 'client id and secret (HTTP Basic)';
      const [scope] = Object.values(one).flat();
      return scope === undefined ? 'none' : `access token with the scope <code>${scope}</code>`;
    }),
  );
  if (kinds.size > 1) kinds.delete('none');
  return `Authorization: ${[...kinds].join(', or ')}`;
}

function parametersHtml(description, parameters) {
  const rows = parameters
    .map((one) => resolve(description, one))
    .map(({ name, in: where, required, schema, description: about }) => [
      `<code>${escaped(name)}</code>${required ? ' <b>required</b>' : ''}`,
      where,
      typeOf(description, schema),
      inMarkdown(about, true),
    ]);
  return table(['Name', 'In', 'Type', 'Meaning'], rows);
}

function bodyHtml(description, body) {
  return Object.entries(body.content)
    .map(([type, { schema }]) => `<p><code>${escaped(type)}</code></p>${schemaHtml(description, schema)}`)
    .join('');
}

/** What is refused everywhere alike is described by reference, and shown once for all operations. */
function answersHtml(description, { responses }) {
  const own = Object.entries(responses).filter(([, given]) => !given.$ref);
  const rows = own.map(([status, response]) => {
    const types = Object.keys(response.content ?? {}).filter((type) => type !== PROBLEM);
    return [
      status,
      inMarkdown(response.description, true),
      types.map((type) => `<code>${escaped(type)}</code>`).join(' '),
    ];
  });
  const fields = Object.entries(responses).flatMap(([status, given]) => {
    const json = resolve(description, given).content?.['application/json'];
    const html = json && status.startsWith('2') ? schemaHtml(description, json.schema) : '';
    return html ? [folded(`Members of the answer ${status}`, html)] : [];
  });
  return folded('Answers', table(['Status', 'Meaning', 'Content'], rows)) + fields.join('');
}

/** The recorded requests as commands, each with its recorded answer. */
function examplesHtml(description, operation) {
  const found = Object.entries(operation.responses).flatMap(([status, given]) =>
    Object.entries(resolve(description, given).content ?? {}).flatMap(([type, content]) =>
      examplesOf(content).map(([name, example]) => ({ status, type, name, ...example })),
    ),
  );
  const good = found.filter(({ status }) => status < '300').slice(0, EXAMPLES_MAX - 1);
  const refused = found.filter(({ status }) => status >= '300').slice(0, EXAMPLES_MAX - good.length);
  return [...good, ...refused]
    .map(({ status, type, name, summary = 'Example', value }) => {
      const command = `<pre tabindex="0"><code>${escaped(commandOf(operation, name, type))}</code></pre>`;
      return folded(
        `${summary}: ${status}`,
        `${command}<pre tabindex="0"><code>${escaped(exampleText(value))}</code></pre>`,
      );
    })
    .join('');
}

function examplesOf({ example, examples }) {
  if (examples) return Object.entries(examples);
  return example === undefined ? [] : [['', { value: example }]];
}

function commandOf({ method, paths, parameters = [], requestBody, security }, name, type) {
  const value = ({ example, schema, name: of }) => example ?? schema?.example ?? `{${of}}`;
  const path = paths[0].replace(/\{(\w+)\}/g, (_, of) =>
    value(parameters.find((one) => one.name === of) ?? { name: of }),
  );
  const query = parameters
    .filter(({ in: where, required }) => where === 'query' && required)
    .map((one) => `${one.name}=${encodeURIComponent(value(one))}`);
  const [bodyType, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const bodies = content ? Object.fromEntries(examplesOf(content)) : {};
  const body = bodies[name]?.value ?? Object.values(bodies)[0]?.value;
  const isToken = security?.some((one) => one.oauth2);
  const isForm = bodyType === 'application/x-www-form-urlencoded';
  const isImplied = method === (body === undefined ? 'GET' : 'POST');
  const lines = [
    `curl${isImplied ? '' : ` -X ${method}`} 'http://localhost:8787${path}${query.length > 0 ? `?${query.join('&')}` : ''}'`,
    isToken && '-H "Authorization: Bearer $TOKEN"',
    security?.some((one) => one.clientSecret) && '-u "$CLIENT_ID:$CLIENT_SECRET"',
    method === 'GET' && type !== PROBLEM && type !== 'application/json' && `-H 'Accept: ${type}'`,
    bodyType && !isForm && `-H 'Content-Type: ${bodyType}'`,
    isForm && body && `-d '${new URLSearchParams(body)}'`,
    !isForm &&
      body !== undefined &&
      `-d '${(typeof body === 'string' ? cut(body) : JSON.stringify(shortened(body))).replaceAll("'", "'\\''")}'`,
  ];
  return lines.filter(Boolean).join(' \\\n  ');
}

function exampleText(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(shortened(value), null, 2);
  const lines = text.split('\n').map((line) => cut(line));
  return lines.length <= LINES_MAX ? lines.join('\n') : `${lines.slice(0, LINES_MAX).join('\n')}\n…`;
}

const cut = (text) => (text.length > STRING_CHARS_MAX ? `${text.slice(0, STRING_CHARS_MAX)}…` : text);

function shortened(value) {
  if (typeof value === 'string') return cut(value);
  if (Array.isArray(value))
    return value.length > 3 ? [...value.slice(0, 2).map(shortened), '…'] : value.map(shortened);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortened(one)]));
}

function schemaHtml(description, schema) {
  const rows = [];
  membersOf(description, schema, '', 1, rows);
  if (rows.length === 0) return '';
  const more =
    rows.length > ROWS_MAX ? '<p class="soft">More in <a href="/openapi.json">openapi.json</a>.</p>' : '';
  return table(['Member', 'Type', 'Meaning'], rows.slice(0, ROWS_MAX)) + more;
}

function membersOf(description, given, prefix, depth, rows) {
  const schema = resolve(description, given);
  if (depth > DEPTH_MAX || !schema) return;
  for (const one of [...(schema.allOf ?? []), ...(schema.oneOf ?? schema.anyOf ?? []).slice(0, 1)])
    membersOf(description, one, prefix, depth, rows);
  if (schema.items) membersOf(description, schema.items, `${prefix}[]`, depth, rows);
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const member = resolve(description, one);
    const required = schema.required?.includes(name) ? '' : ' <span class="soft">optional</span>';
    rows.push([
      `<code>${breakable(path)}</code>${required}`,
      typeOf(description, one),
      inMarkdown(one.description ?? member?.description, true),
    ]);
    membersOf(description, one, path, depth + 1, rows);
  }
}

function typeOf(description, given) {
  const schema = resolve(description, given);
  if (!schema) return '';
  if (schema.enum) return schema.enum.map((one) => `<code>${escaped(String(one))}</code>`).join(', ');
  if (schema.const !== undefined) return `<code>${escaped(String(schema.const))}</code>`;
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return [...new Set(several.map((one) => typeOf(description, one)))].join(' or ');
  if (schema.items) return `list of ${typeOf(description, schema.items) || 'values'}`;
  return [schema.type ?? 'object'].flat().join(' or ');
}

function resolve(description, given) {
  let one = given;
  while (one?.$ref)
    one = one.$ref
      .slice(2)
      .split('/')
      .reduce((at, key) => at?.[key], description);
  return one;
}

const folded = (title, html) => `<details><summary>${escaped(title)}</summary>${html}</details>`;

function table(heads, rows) {
  const cells = (of, row) => row.map((cell) => `<${of}>${cell}</${of}>`).join('');
  return `<div class="scroll" tabindex="0"><table><thead><tr>${cells('th', heads)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table></div>`;
}

/** A long path or member breaks at its parts, never within a name. */
const breakable = (text) => escaped(text).replace(/[/.]/g, (sign) => `<wbr>${sign}`);

function inMarkdown(text, inline = false) {
  if (!text) return '';
  return inline ? marked.parseInline(text) : marked.parse(text);
}

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
