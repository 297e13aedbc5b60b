-- What a picture may have gone out as: asked by whoever checks a receipt whose entry is not in the log's table.
CREATE INDEX stamped_pictures_source ON stamped_pictures (source);
