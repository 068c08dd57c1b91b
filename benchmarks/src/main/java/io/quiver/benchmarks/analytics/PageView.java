/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.analytics;

import io.quiver.benchmarks.data.Draws;
import io.quiver.benchmarks.data.Phrases;
import java.time.Instant;

/**
 * The facts about a page view that several columns share: who saw which page, when and from where. One object serves all rows of
 * a part.
 *
 * <p>Few visitors, sites, pages and phrases make most of the views. The facts about a visitor or a page depend only on its
 * number.
 */
final class PageView {
    private static final long SEED = 20_260_301;
    private static final long START_MILLIS =
            Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long SPAN_MILLIS = 31L * 24 * 60 * 60 * 1000;
    private static final int JITTER_MILLIS = 60 * 60 * 1000;
    private static final int PHRASE_WORDS = 5;
    private static final int TITLE_WORDS = 8;
    private static final String[] SEARCHED = {
        "ya.example", "www.google.com", "www.google.ru", "find.example", "bing.example"
    };
    private static final String[] GOOGLE_PAGES = {
        "maps.google.ru/maps", "translate.google.com/t", "docs.google.com/d", "www.google.ru/search"
    };
    private static final String[] SECTIONS = {
        "news", "shop/item", "forum/topic", "catalog", "блог", "video/watch", "id", "search"
    };

    final Draws draws = new Draws();
    final Visitor visitor = new Visitor();

    private final Phrases titles = new Phrases(SEED + 1);
    private final Phrases phrases = new Phrases(SEED + 2);
    private final StringBuilder text = new StringBuilder();
    private final long rowCount;
    private final long visitorCount;
    private final long phraseCount;

    long row;
    long timeMillis;
    long site;
    long page;
    int searchEngine;
    String url = "";
    String title = "";
    String referer = "";
    String searchPhrase = "";

    PageView(long rowCount) {
        this.rowCount = rowCount;
        this.visitorCount = Math.max(10, rowCount / 3);
        this.phraseCount = Math.max(10, rowCount / 10);
    }

    /** Moves to a row; the next draws belong to it. */
    PageView at(long rowNumber) {
        row = rowNumber;
        draws.of(SEED, row);
        // Lines of a log are in order of time but for some that come late.
        timeMillis = START_MILLIS
                + (long) ((double) row / rowCount * (SPAN_MILLIS - JITTER_MILLIS))
                + draws.below(JITTER_MILLIS);
        visitor.is(draws.skewed(visitorCount));
        site = draws.skewed(5_000);
        page = draws.skewed(20_000);
        searchEngine = draws.below(100) < 82 ? 0 : 1 + (int) draws.skewed(60);
        searchPhrase =
                searchEngine == 0 || draws.below(5) == 0 ? "" : phrases.phrase(draws.skewed(phraseCount), PHRASE_WORDS);
        url = makeUrl();
        title = makeTitle();
        referer = makeReferer();
        return this;
    }

    long eventId() {
        return Draws.mix(SEED + row);
    }

    Instant time() {
        return Instant.ofEpochMilli(timeMillis);
    }

    private String makeUrl() {
        text.setLength(0);
        if (draws.oneIn(70)) {
            return text.append("http://")
                    .append(draws.oneOf(GOOGLE_PAGES))
                    .append("?q=")
                    .append(page)
                    .toString();
        }
        text.append(site % 3 == 0 ? "https://" : "http://");
        appendHost(site);
        text.append('/')
                .append(SECTIONS[(int) (page % SECTIONS.length)])
                .append('/')
                .append(page);
        switch (draws.below(4)) {
            case 0 -> text.append(".html");
            case 1 ->
                text.append("?from=")
                        .append(Phrases.word(page))
                        .append("&page=")
                        .append(draws.skewed(300));
            case 2 ->
                text.append("?id=")
                        .append(draws.next() >>> 24)
                        .append("&session=")
                        .append(visitor.id >>> 8)
                        .append("#top");
            default -> {}
        }
        return text.toString();
    }

    private void appendHost(long number) {
        long spread = Draws.mix(number);
        if (number % 11 == 5) {
            text.append("сайт-").append(number).append(".рф");
            return;
        }
        text.append(number % 2 == 0 ? "www." : "")
                .append(Phrases.word(spread))
                .append('-')
                .append(number % 997);
        text.append(number % 7 == 0 ? ".com" : ".ru");
    }

    private String makeTitle() {
        long subject = site * 20_000 + page;
        if (subject % 13 == 0) {
            return "";
        }
        String words = titles.phrase(subject, TITLE_WORDS);
        return subject % 41 == 0 ? words + " - Google" : subject % 3 == 0 ? words + " | Сайт " + site : words;
    }

    private String makeReferer() {
        text.setLength(0);
        if (searchEngine > 0) {
            text.append("http://")
                    .append(SEARCHED[searchEngine % SEARCHED.length])
                    .append("/search?text=")
                    .append(searchPhrase);
            return text.append("&lr=").append(visitor.region).toString();
        }
        if (draws.below(100) < 35) {
            return "";
        }
        text.append("http://");
        long from = draws.below(2) == 0 ? site : draws.skewed(5_000);
        appendHost(from);
        text.append('/');
        if (draws.below(3) > 0) {
            text.append(SECTIONS[draws.below(SECTIONS.length)]).append('/').append(draws.skewed(100_000));
        }
        return text.toString();
    }
}
