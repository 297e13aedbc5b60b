/** Imports point one way: down the list of rooms. */

/** From the bottom up: a room may import itself and the rooms before it. */
const ROOMS = ['rights', 'platform', 'ledger', 'operators', 'agency-log', 'monitor', 'access', 'restrictions', 'licensing', 'articles', 'stamp', 'formats', 'delivery', 'events', 'recall', 'audit', 'http', 'console'];

/** Rooms and files that must stay pure: no Workers types, no I/O, nothing that knows of HTTP or SQL. */
const PURE_FILES = '^src/(rights|formats)/';

const roomRules = ROOMS.map((room, level) => ({
  name: `${room}-imports-only-below`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${ROOMS.slice(level + 1).join('|') || 'none'})/`, dependencyTypesNot: ['type-only'] },
}));

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'rights-depends-on-nothing',
      comment: 'The evaluator is to be taken out of this repository and used.',
      severity: 'error',
      from: { path: '^src/rights/' },
      to: { path: '^src/(?!rights/)' },
    },
    {
      name: 'below-access-nothing-evaluates',
      comment: 'A ledger shard starts without the evaluator: these rooms import single files of rights, not its index.',
      severity: 'error',
      from: { path: '^src/(platform|ledger|operators|agency-log|monitor)/' },
      to: { path: '^src/rights/index\\.ts$' },
    },
    {
      name: 'formats-are-pure',
      severity: 'error',
      from: { path: '^src/formats/' },
      to: {
        path: '^src/',
        pathNot: '^src/(formats|rights|stamp)/|^src/articles/(model|blocks|body/clean)\\.ts$|^src/platform/xml\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-rooms-know-no-runtime',
      severity: 'error',
      from: { path: PURE_FILES },
      to: { path: '^(hono|@hono/|cloudflare:)|/store\\.ts$' },
    },
    {
      name: 'only-the-app-mounts-routes',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(http/|(app|partner-routes)\\.ts$)' },
      to: { path: '^src/http/' },
    },
    {
      name: 'forms-know-no-feature',
      severity: 'error',
      from: { path: '^src/console/forms/' },
      to: { path: '^src/console/(?!forms/|entities/|frame/|parts/)' },
    },
    { name: 'nothing-imports-the-app', severity: 'error', from: { path: '^src/[a-z]+/' }, to: { path: '^src/[a-z]+\\.ts$', dependencyTypesNot: ['type-only'] } },
    { name: 'source-imports-no-test-or-script', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|scripts|bench)/' } },
    { name: 'no-dev-dependency-in-source', severity: 'error', from: { path: '^src/' }, to: { dependencyTypes: ['npm-dev'], pathNot: '@cloudflare/workers-types' } },
    ...roomRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['workerd', 'import', 'node', 'default'] },
  },
};
