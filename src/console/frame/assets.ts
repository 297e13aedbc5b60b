import { createRouter } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import { servedAsset } from '../reference/served.ts';

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

export const pageAssets = createRouter();

pageAssets.get('/assets/console/:file', (c) => {
  const { file } = c.req.param();
  const type = TYPES[/^[a-z-]+\.([a-z]+)$/.exec(file)?.[1] ?? ''];
  if (!type) throw new Refusal({ code: 'not_found', detail: 'There is no such file here.' });
  return servedAsset(c, `console/${file}`, { type });
});
