-- every fence and every change of the epoch asks which objects have partners
CREATE INDEX partners_by_ledger ON partners (ledger);
