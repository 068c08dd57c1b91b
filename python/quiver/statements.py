# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Splits an SQL file into statements at semicolons outside of quotes and comments."""


def split_statements(text):
    """Returns (line number, statement) pairs; empty statements and lone comments are left out."""
    statements = []
    current = []
    has_code = False
    line = 1
    start_line = 1
    position = 0
    while position < len(text):
        end = _end_of_token(text, position)
        token = text[position:end]
        if token == ";":
            if has_code:
                statements.append((start_line, "".join(current).strip()))
            current, has_code = [], False
        else:
            is_code = not token.isspace() and not token.startswith(("--", "/*"))
            if is_code and not has_code:
                has_code, start_line = True, line
            current.append(token)
        line += token.count("\n")
        position = end
    if has_code:
        statements.append((start_line, "".join(current).strip()))
    return statements


def _end_of_token(text, start):
    if text.startswith("--", start):
        end = text.find("\n", start)
        return len(text) if end < 0 else end
    if text.startswith("/*", start):
        end = text.find("*/", start + 2)
        return len(text) if end < 0 else end + 2
    quote = text[start]
    if quote not in "'\"`":
        return start + 1
    position = start + 1
    while position < len(text):
        if text[position] == "\\" and quote != "`":
            position += 2
            continue
        if text[position] == quote:
            return position + 1
        position += 1
    return len(text)
