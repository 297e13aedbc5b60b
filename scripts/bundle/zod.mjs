/**
 * zod as the worker gets it (`alias` in wrangler.toml): without its sentences in sixty languages and without
 * JSON Schema. What hands the whole of zod around as one object, as the routes' library does, keeps bundlers
 * from leaving out what nobody asks for: a sixth of the script, read at each start.
 */
export * from './zod-parts.mjs';
export * as z from './zod-parts.mjs';
