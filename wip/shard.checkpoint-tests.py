# Adds two tests to test/ledger/log/entry-log.test.ts that are meant to catch the two mutants which survive. NOT RUN, not type-checked.
p='/tmp/h/shard/test/ledger/log/entry-log.test.ts'; s=open(p).read()
a="  it('writes one row for a commit of entries"
assert a in s
s=s.replace(a,'''  /** New items of all licenses: every page of theirs changes. */
  const delivered = (article: number): Step => ({
    do: 'commit',
    kill: null,
    asked: [0, 1, 2].flatMap((license) =>
      [article, article + 1].map((one) => ({
        ...{ license, article: one, kind: 'delivery' as const, components: 2, fails: false },
      })),
    ),
  });
  const written = (steps: number): Step => ({ do: 'checkpoint', steps, kill: null, survives: false });

  it('replays what was committed while a checkpoint was written, wherever that was', () => {
    for (let rounds = 1; rounds <= 40; rounds++) {
      const history = new History();
      for (let round = 0; round < rounds; round++)
        for (const one of [delivered(round), written(1)]) history.take(one);
      history.take({ do: 'restart' });
    }
  });

  it('writes again what a failed step of a checkpoint has not written', () => {
    for (let at = 0; at <= 12; at++) {
      const history = new History();
      for (let article = 0; article < 8; article += 2) history.take(delivered(article));
      history.take(written(at));
      history.take({ do: 'checkpoint', steps: 1, kill: 0, survives: true });
      history.take(written(60));
      history.take({ do: 'restart' });
    }
  });

'''+a)
open(p,'w').write(s)
