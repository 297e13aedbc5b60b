/** Licenses that have asked for events that are not entered for everyone: by an endpoint, or as a list. */

/** Notes that a license lists events of this type. */
export function subscribe(sql: SqlStorage, license: string, type: string): void {
  sql.exec('INSERT OR IGNORE INTO subscriptions (license, type) VALUES (?, ?)', license, type);
}

export function subscribersTo(sql: SqlStorage, type: string): Set<string> {
  const rows = sql.exec<{ license: string }>(
    `SELECT license FROM subscriptions WHERE type = ?1 UNION
     SELECT license FROM endpoints WHERE is_active = 1 AND settings -> 'types' LIKE '%"' || ?1 || '"%'`,
    type,
  );
  return new Set(rows.toArray().map(({ license }) => license));
}
