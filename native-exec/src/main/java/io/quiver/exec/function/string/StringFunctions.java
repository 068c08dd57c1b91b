/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;

/** The functions of text, one line each. */
public final class StringFunctions {
    public static final List<ScalarFunction> ALL = List.of(
            TextLengths.LENGTH,
            TextLengths.CHAR_LENGTH,
            TextLengths.OCTET_LENGTH,
            TextLengths.BIT_LENGTH,
            TextLengths.ASCII,
            Substrings.SUBSTRING,
            Trims.TRIM,
            Trims.LTRIM,
            Trims.RTRIM,
            CaseMappings.UPPER,
            CaseMappings.LOWER,
            CaseMappings.INITCAP,
            TextTests.STARTS_WITH,
            TextTests.ENDS_WITH,
            TextTests.CONTAINS,
            TextPositions.INSTR,
            TextPositions.LOCATE,
            Like.LIKE,
            Concatenations.CONCAT,
            Concatenations.CONCAT_WS,
            Paddings.LPAD,
            Paddings.RPAD,
            Paddings.REPEAT,
            Paddings.REVERSE,
            Replacements.REPLACE,
            Replacements.SUBSTRING_INDEX,
            Translations.TRANSLATE,
            Regexps.RLIKE,
            Regexps.REPLACE,
            Regexps.EXTRACT,
            SplitParts.GET,
            SplitParts.ELEMENT,
            SplitParts.PART);

    private StringFunctions() {}
}
