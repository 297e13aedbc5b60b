-- Perceptual digest (PDQ, 64 hexadecimal digits) of the newsroom's picture: whether another file shows the same. Null: none was made.
ALTER TABLE stamped_pictures ADD COLUMN perceptual TEXT;
