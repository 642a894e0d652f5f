"""Running, in three layers: trial (one design on one case), build (names into things), batch (many trials)."""
