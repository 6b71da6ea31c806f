"""Reply to moves: what a trainee's free text does."""
