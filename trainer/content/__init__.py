"""What people author: scenarios, rubrics, moves, resources; read and checked."""
