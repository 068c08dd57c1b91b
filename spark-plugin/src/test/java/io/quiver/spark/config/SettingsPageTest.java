/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/settings.md says what the code says about each setting. {@code -Dquiver.docs.write=true} rewrites the page. */
final class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    @Test
    void pageSaysWhatTheCodeSays() throws IOException {
        String page = page();
        if (Boolean.getBoolean("quiver.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("%s; run this test with -Dquiver.docs.write=true", PAGE)
                .isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                """
                # Settings

                No setting is required. Quiver reads them from the session, so they can differ from session to session, and from query to query.
                `SET -v` lists all but those for tests. Spark refuses a value that is not named here. Quiver warns of a key that it does not know, and
                names the nearest one.

                | setting | default | values | meaning |
                | --- | --- | --- | --- |
                """);
        for (QuiverConf.Entry entry : QuiverConf.all()) {
            page.append("| `%s` | `%s` | %s | %s |%n"
                    .formatted(entry.key(), entry.defaultValue(), entry.values(), entry.meaning()));
        }
        return page.toString();
    }
}
