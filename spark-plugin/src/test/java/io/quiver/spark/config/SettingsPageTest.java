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

/** docs/settings.md says what the code says of each setting. {@code -Dquiver.docs.write=true} writes the page anew. */
final class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    @Test
    void pageSaysWhatTheCodeSays() throws IOException {
        String page = page();
        if (Boolean.getBoolean("quiver.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                """
                # Settings

                None has to be set. All are read from the session, so that each session, and each query, can differ. `SET -v` lists them. Another
                value than those named here is refused where it is set; a key that is not here is named in a warning, with the nearest one.

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
