/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reduces failing queries: delta debugging over lists, and over the tree of brackets and commas in a query. It does not check
 * whether a smaller query still makes sense; an invalid one fails in the same way everywhere, and is no longer a difference.
 */
final class FuzzReducer {
    private FuzzReducer() {}

    /** A shorter list that still fails: chunks are left out, halves first. */
    static <T> List<T> list(List<T> all, Predicate<List<T>> fails) {
        List<T> best = new ArrayList<>(all);
        for (int chunk = Math.max(1, best.size() / 2); ; chunk = chunk / 2) {
            for (int from = 0; from < best.size(); ) {
                List<T> without = new ArrayList<>(best.subList(0, from));
                without.addAll(best.subList(Math.min(best.size(), from + chunk), best.size()));
                if (without.size() < best.size() && fails.test(without)) {
                    best = without;
                } else {
                    from += chunk;
                }
            }
            if (chunk <= 1) {
                return best;
            }
        }
    }

    /** A shorter query that still fails, after at most {@code tries} tries. */
    static String query(String sql, Predicate<String> fails, int tries) {
        String best = sql;
        int left = tries;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (String candidate : candidates(tokens(best))) {
                if (candidate.length() >= best.length()) {
                    continue;
                }
                if (left-- <= 0) {
                    return best;
                }
                if (fails.test(candidate)) {
                    best = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return best;
    }

    /** Smaller queries, the smallest first: brackets alone, brackets as NULL, calls as one of their arguments, parts left out. */
    private static List<String> candidates(List<String> tokens) {
        List<String> candidates = new ArrayList<>();
        for (int open = 0; open < tokens.size(); open++) {
            if (!tokens.get(open).equals("(")) {
                continue;
            }
            int close = closing(tokens, open);
            int start = open > 0 && tokens.get(open - 1).matches("(?i)[a-z_0-9]+") && !isKeyword(tokens.get(open - 1))
                    ? open - 1
                    : open;
            List<String> inside = tokens.subList(open + 1, close);
            if (!inside.isEmpty() && inside.get(0).equals("SELECT")) {
                candidates.add(String.join(" ", inside));
            }
            candidates.add(replaced(tokens, start, close + 1, List.of("NULL")));
            for (List<String> argument : arguments(inside)) {
                candidates.add(replaced(tokens, start, close + 1, argument));
            }
        }
        for (int length = tokens.size() / 2; length >= 1; length = length > 12 ? length * 2 / 3 : length - 1) {
            for (int from = 0; from + length <= tokens.size(); from++) {
                if (isBalanced(tokens.subList(from, from + length))) {
                    candidates.add(replaced(tokens, from, from + length, List.of()));
                }
            }
        }
        candidates.sort(java.util.Comparator.comparingInt(String::length));
        return candidates;
    }

    private static boolean isKeyword(String word) {
        return word.matches(
                "AND|OR|IN|ON|AS|FROM|WHERE|SELECT|BY|NOT|EXISTS|OVER|FILTER|JOIN|WHEN|THEN|ELSE|LATERAL|GROUP");
    }

    private static String replaced(List<String> tokens, int from, int to, List<String> by) {
        List<String> out = new ArrayList<>(tokens.subList(0, from));
        out.addAll(by);
        out.addAll(tokens.subList(to, tokens.size()));
        return String.join(" ", out);
    }

    private static List<List<String>> arguments(List<String> inside) {
        List<List<String>> arguments = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= inside.size(); i++) {
            String token = i < inside.size() ? inside.get(i) : ",";
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (depth == 0 && (token.equals(",") || token.equals("AS"))) {
                arguments.add(inside.subList(start, i));
                start = i + 1;
            }
        }
        return arguments;
    }

    private static boolean isBalanced(List<String> tokens) {
        int depth = 0;
        for (String token : tokens) {
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }

    private static int closing(List<String> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    /** Words with their dots, quoted texts, brackets and other signs. */
    static List<String> tokens(String sql) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            char first = sql.charAt(at);
            int end = at + 1;
            if (Character.isWhitespace(first)) {
                at++;
                continue;
            }
            if (first == '\'') {
                while (sql.charAt(end) != '\'') {
                    end += sql.charAt(end) == '\\' ? 2 : 1;
                }
                end++;
            } else if (sql.startsWith("/*", at)) {
                end = sql.indexOf("*/", at) + 2;
            } else if (isWord(first)) {
                while (end < sql.length() && isWord(sql.charAt(end))) {
                    end++;
                }
                // DATE'...' is one literal
                if (end < sql.length()
                        && sql.charAt(end) == '\''
                        && sql.substring(at, end).matches("DATE|TIMESTAMP|TIMESTAMP_NTZ|TIME|X")) {
                    end = sql.indexOf('\'', end + 1) + 1;
                }
            } else if ("<>=|!-".indexOf(first) >= 0) {
                while (end < sql.length() && "<>=|".indexOf(sql.charAt(end)) >= 0) {
                    end++;
                }
            }
            tokens.add(sql.substring(at, end));
            at = end;
        }
        return tokens;
    }

    private static boolean isWord(char sign) {
        return Character.isLetterOrDigit(sign) || sign == '_' || sign == '.' || sign == '$';
    }
}
