/** Counts the statements that D1 is asked to run: what its limit for one invocation counts. */

type WithDb = { DB: D1Database };

export function counting<E extends WithDb>(env: E): { env: E; statements: () => number } {
  let count = 0;
  const bound = (target: object, name: string | symbol, more: number) => {
    const member: unknown = Reflect.get(target, name);
    if (typeof member !== 'function') return member;
    return (...given: unknown[]) => {
      count += more;
      return member.apply(target, given) as unknown;
    };
  };
  const RUNS = new Set<string | symbol>(['run', 'all', 'first', 'raw']);
  const originals = new WeakMap<object, D1PreparedStatement>();
  const statement = (real: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(real, {
      get: (target, name) =>
        name === 'bind'
          ? (...values: unknown[]) => statement(target.bind(...values))
          : bound(target, name, RUNS.has(name) ? 1 : 0),
    });
    originals.set(proxy, real);
    return proxy;
  };
  const DB = new Proxy(env.DB, {
    get: (db, name) => {
      if (name === 'prepare') return (sql: string) => statement(db.prepare(sql));
      if (name === 'batch')
        return (list: D1PreparedStatement[]) => {
          count += list.length;
          return db.batch(list.map((statement) => originals.get(statement) ?? statement));
        };
      return bound(db, name, 0);
    },
  });
  return { env: { ...env, DB }, statements: () => count };
}
