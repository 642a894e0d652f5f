"""Plain maths of fair comparison: numbers in, numbers out. Imports numpy and scipy, and nothing of ours."""
