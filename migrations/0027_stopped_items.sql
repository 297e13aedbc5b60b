-- What is held or killed, by its last change: few of many, so that the desk has them at once.
CREATE INDEX items_stopped ON items (seq) WHERE pub_status <> 'usable';
