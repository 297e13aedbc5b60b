-- Perceptual digest (PDQ, 64 hexadecimal digits) of the newsroom's picture: whether another file shows the same. Null: none was made.
ALTER TABLE stamped_pictures ADD COLUMN perceptual TEXT;
-- In pixels, of a smaller picture, which goes out by itself. Null: the picture is as large as the newsroom's.
ALTER TABLE stamped_pictures ADD COLUMN width INTEGER;
