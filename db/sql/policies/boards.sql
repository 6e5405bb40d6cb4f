-- Tallies are nobody's to read; they show as mission_statistics.
ALTER TABLE private.mission_tally ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.mission_tally_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE private.statistics_drawn ENABLE ROW LEVEL SECURITY;
