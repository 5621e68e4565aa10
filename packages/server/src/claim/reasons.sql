-- The reasons that somebody wrote before, offered again: the latest of a person for a move.
CREATE INDEX claim_move_reasons ON claim_move (account, move, id DESC) WHERE reason <> '';
