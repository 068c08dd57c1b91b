/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.analytics;

import io.quiver.benchmarks.data.Draws;
import org.jspecify.annotations.Nullable;

/** A visitor and their device; everything derives from the visitor's number. */
final class Visitor {
    private static final long SEED = 7;
    private static final String[] BROWSERS = {"Chrome", "Firefox", "Safari", "Opera", "Edge", "Yandex", "UC", "Vivaldi"
    };
    private static final String[] SYSTEMS = {
        "Windows NT 10.0", "Android 14", "iPhone OS 17_2", "X11; Linux x86_64", "Macintosh", "Windows NT 6.1"
    };
    private static final String[] BRANDS = {
        "Samsung", "Apple", "Xiaomi", "Huawei", "Honor", "Nokia", "Realme", "ZTE", "Tecno"
    };
    private static final String[] LANGUAGES = {"ru", "en", "uk", "kk", "tr", "de", "be", "uz"};
    private static final String[] COUNTRIES = {"RU", "UA", "KZ", "BY", "TR", "DE", "US", "UZ", "AM", "GE"};
    private static final int[] WIDTHS = {1920, 1366, 1536, 390, 412, 360, 1440, 2560, 1280, 768};

    private final Draws draws = new Draws();

    long id;
    long ip;
    int region;
    int browser;
    int browserMajor;
    int system;
    int screenWidth;
    int age;
    boolean isMobile;
    String language = "";
    String country = "";
    String userAgent = "";

    @Nullable
    String phoneBrand;

    @Nullable
    String phoneModel;

    void is(long number) {
        draws.of(SEED, number);
        id = Draws.mix(number) >>> 1;
        ip = draws.next() >>> 32;
        region = (int) draws.skewed(9_000);
        browser = (int) draws.skewed(BROWSERS.length);
        browserMajor = 140 - (int) draws.skewed(90);
        system = draws.below(SYSTEMS.length);
        isMobile = system == 1 || system == 2;
        screenWidth = WIDTHS[isMobile ? 3 + draws.below(3) : draws.below(WIDTHS.length)];
        age = draws.below(4) == 0 ? 0 : 14 + draws.below(60);
        language = draws.mostlyFirstOf(LANGUAGES);
        country = draws.mostlyFirstOf(COUNTRIES);
        phoneBrand = isMobile ? BRANDS[system == 2 ? 1 : (int) draws.skewed(BRANDS.length)] : null;
        phoneModel = isMobile && !draws.oneIn(8)
                ? phoneBrand + " " + (char) ('A' + draws.below(6)) + draws.skewed(40)
                : null;
        userAgent = "Mozilla/5.0 (" + SYSTEMS[system] + (phoneModel == null ? "" : "; " + phoneModel)
                + ") AppleWebKit/537.36 (KHTML, like Gecko) " + BROWSERS[browser] + "/" + browserMajor + ".0."
                + draws.skewed(60)
                + (isMobile ? " Mobile" : "") + " Safari/537.36";
    }

    String browserName() {
        return BROWSERS[browser];
    }

    String systemName() {
        return SYSTEMS[system];
    }
}
