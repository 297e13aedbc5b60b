/** zod in the worker (`alias` in wrangler.toml), without what bundlers cannot drop: a sixth of the script. */
export * from './zod-parts.mjs';
export * as z from './zod-parts.mjs';
