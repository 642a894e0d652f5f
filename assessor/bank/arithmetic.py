"""Arithmetic on names, as an item's file writes it: numbers, names, + - * / and brackets, min, max and round.

It is parsed, never run as code: whatever else stands in it is refused.
"""

import ast
import operator
from collections.abc import Callable, Mapping

_LONGEST = 200
_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: Mapping[str, Callable[..., float]] = {"min": min, "max": max, "round": lambda value: float(round(value))}


def reckon(text: str, values: Mapping[str, float]) -> float:
    """Return what the arithmetic comes to. Raises ValueError for what is no arithmetic, or cannot be reckoned."""
    if len(text) > _LONGEST:
        raise ValueError(f"arithmetic of {len(text)} characters; {_LONGEST} are allowed")
    try:
        return float(_value(ast.parse(text.strip(), mode="eval").body, values))
    except (SyntaxError, ZeroDivisionError, OverflowError, TypeError) as error:
        raise ValueError(f"'{text}' cannot be reckoned: {error}") from error


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node, ast.Name):
        if node.id not in values:
            raise ValueError(f"there is no '{node.id}'; there are {', '.join(values) or '(none)'}")
        return values[node.id]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, values)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left, values), _value(node.right, values))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
        return float(_FUNCTIONS[node.func.id](*(_value(each, values) for each in node.args)))
    raise ValueError(f"'{ast.unparse(node)}' is no arithmetic; numbers, names, + - * /, min, max and round are")
