/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.analytics;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.ShortType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.quiver.benchmarks.data.Column;
import io.quiver.benchmarks.data.Draws;
import io.quiver.benchmarks.data.Phrases;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The columns of {@code page_views}, in table order; random numbers of a row are drawn in that order. */
final class PageViewColumns {
    private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;
    private static final String[] CHARSETS = {"utf-8", "windows-1251", "koi8-r", ""};
    private static final String[] NETWORKS = {"vk", "ok", "telegram", "facebook"};
    private static final String[] SOURCES = {"direct", "market", "mail", "banner"};
    private static final String[] MEDIA = {"cpc", "email", "social", "referral"};
    private static final String[] CURRENCIES = {"RUB", "USD", "EUR"};
    private static final String[] FLAGS = {
        "is_link",
        "is_download",
        "is_bounce",
        "is_event",
        "is_parameter",
        "is_hidden",
        "is_secure",
        "is_video",
        "is_print",
        "is_share",
        "is_cart",
        "is_order",
        "is_ad_click",
        "has_click_id",
        "cookies_enabled",
        "scripts_enabled",
        "java_enabled",
        "plugin_enabled"
    };
    private static final String[] TIMINGS = {
        "dns_ms",
        "connect_ms",
        "send_ms",
        "response_ms",
        "fetch_ms",
        "first_paint_ms",
        "dom_interactive_ms",
        "dom_complete_ms",
        "load_ms"
    };
    private static final String[] COUNTERS = {
        "clicks",
        "key_presses",
        "scroll_steps",
        "js_errors",
        "image_count",
        "request_count",
        "visits_before",
        "views_in_session",
        "seconds_on_page",
        "days_since_first"
    };

    static final List<Column<PageView>> ALL = all();

    private PageViewColumns() {}

    private static List<Column<PageView>> all() {
        List<Column<PageView>> columns = new ArrayList<>();
        addWhoAndWhen(columns);
        addTexts(columns);
        addMachine(columns);
        addCampaign(columns);
        for (int i = 0; i < FLAGS.length; i++) {
            int every = 2 + 3 * i;
            columns.add(column(FLAGS[i], ShortType, view -> (short) (view.draws.oneIn(every) ? 1 : 0)));
        }
        for (int i = 0; i < TIMINGS.length; i++) {
            int most = 200 * (i + 1);
            columns.add(column(TIMINGS[i], IntegerType, view -> (int) view.draws.skewed(most)));
        }
        for (int i = 0; i < COUNTERS.length; i++) {
            int most = 10 + 40 * i;
            columns.add(column(COUNTERS[i], IntegerType, view -> (int) view.draws.skewed(most)));
        }
        addOrder(columns);
        return List.copyOf(columns);
    }

    private static void addWhoAndWhen(List<Column<PageView>> columns) {
        columns.add(column("event_id", LongType, PageView::eventId));
        columns.add(column("event_time", TimestampType, PageView::time));
        columns.add(column("event_date", DateType, view -> LocalDate.ofEpochDay(view.timeMillis / DAY_MILLIS)));
        columns.add(column("received_time", TimestampType, view -> view.time().plusMillis(view.draws.below(5_000))));
        columns.add(column("site_id", IntegerType, view -> (int) view.site));
        columns.add(column("site_class", ShortType, view -> (short) (view.site % 7)));
        columns.add(column("visitor_id", LongType, view -> view.visitor.id));
        columns.add(column("session_id", LongType, view -> Draws.mix(view.visitor.id + view.timeMillis / DAY_MILLIS)));
        columns.add(column("client_ip", LongType, view -> view.visitor.ip));
        columns.add(column("region_id", IntegerType, view -> view.visitor.region));
        columns.add(column("event_type", ShortType, view -> (short) view.draws.skewed(6)));
        columns.add(column("is_refresh", ShortType, view -> (short) (view.draws.oneIn(8) ? 1 : 0)));
        columns.add(column("is_robot", ShortType, view -> (short) (view.draws.oneIn(50) ? 1 : 0)));
        columns.add(column("is_new_visitor", BooleanType, view -> view.draws.oneIn(4)));
    }

    private static void addTexts(List<Column<PageView>> columns) {
        columns.add(column("url", StringType, view -> view.url));
        columns.add(column("referer", StringType, view -> view.referer));
        columns.add(column("title", StringType, view -> view.title));
        columns.add(column("search_phrase", StringType, view -> view.searchPhrase));
        columns.add(column("search_engine_id", ShortType, view -> (short) view.searchEngine));
        columns.add(column("url_hash", LongType, view -> Draws.mix(view.url.hashCode())));
        columns.add(column("referer_hash", LongType, view -> Draws.mix(view.referer.hashCode())));
        columns.add(column("url_category_id", IntegerType, view -> (int) (view.page % 400)));
        columns.add(column("referer_category_id", IntegerType, view -> (int) view.draws.skewed(400)));
        columns.add(column("page_charset", StringType, view -> view.draws.mostlyFirstOf(CHARSETS)));
        columns.add(
                column("social_network", StringType, view -> view.draws.oneIn(40) ? view.draws.oneOf(NETWORKS) : null));
        columns.add(
                column("param_name", StringType, view -> view.draws.oneIn(9) ? "param " + view.draws.below(30) : ""));
        columns.add(column(
                "param_value", DoubleType, view -> view.draws.oneIn(9) ? view.draws.below(100_000) / 8.0 : null));
    }

    private static void addMachine(List<Column<PageView>> columns) {
        columns.add(column("user_agent", StringType, view -> view.visitor.userAgent));
        columns.add(column("browser_id", ShortType, view -> (short) view.visitor.browser));
        columns.add(column("browser_name", StringType, view -> view.visitor.browserName()));
        columns.add(
                column("browser_version", StringType, view -> view.visitor.browserMajor + "." + view.draws.skewed(40)));
        columns.add(column("os_id", ShortType, view -> (short) view.visitor.system));
        columns.add(column("os_name", StringType, view -> view.visitor.systemName()));
        columns.add(column("is_mobile", ShortType, view -> (short) (view.visitor.isMobile ? 1 : 0)));
        columns.add(column("phone_brand", StringType, view -> view.visitor.phoneBrand));
        columns.add(column("phone_model", StringType, view -> view.visitor.phoneModel));
        columns.add(column("language", StringType, view -> view.visitor.language));
        columns.add(column("country", StringType, view -> view.visitor.country));
        columns.add(column("age", ShortType, view -> (short) view.visitor.age));
        columns.add(column("screen_width", ShortType, view -> (short) view.visitor.screenWidth));
        columns.add(column("screen_height", ShortType, view -> (short) (view.visitor.screenWidth * 9 / 16)));
        columns.add(column("screen_depth", ShortType, view -> (short) (view.draws.oneIn(30) ? 16 : 24)));
        columns.add(
                column("window_width", ShortType, view -> (short) (view.visitor.screenWidth - view.draws.skewed(300))));
        columns.add(column(
                "window_height", ShortType, view -> (short) (view.visitor.screenWidth / 2 - view.draws.skewed(150))));
        columns.add(column("timezone_minutes", ShortType, view -> (short) (180 + 60 * view.draws.skewed(8))));
    }

    private static void addCampaign(List<Column<PageView>> columns) {
        columns.add(column(
                "ad_source_id", IntegerType, view -> view.draws.oneIn(25) ? 1 + (int) view.draws.skewed(40) : 0));
        columns.add(column("utm_source", StringType, view -> view.draws.oneIn(10) ? view.draws.oneOf(SOURCES) : ""));
        columns.add(column("utm_medium", StringType, view -> view.draws.oneIn(10) ? view.draws.oneOf(MEDIA) : ""));
        columns.add(column(
                "utm_campaign", StringType, view -> view.draws.oneIn(10) ? "campaign_" + view.draws.skewed(900) : ""));
        columns.add(column(
                "utm_content", StringType, view -> view.draws.oneIn(20) ? Phrases.word(view.draws.next()) : null));
        columns.add(column("utm_term", StringType, view -> view.draws.oneIn(20) ? view.searchPhrase : null));
        columns.add(column("goals", StringType, view -> view.draws.oneIn(12) ? goals(view.draws) : ""));
        columns.add(column("income_class", ShortType, view -> (short) (view.visitor.age % 5)));
        columns.add(column("interests", LongType, view -> Draws.mix(view.visitor.region) & view.draws.next()));
        columns.add(column("robot_score", DoubleType, view -> view.draws.fraction()));
        columns.add(column("bytes_sent", LongType, view -> 500 + view.draws.skewed(4_000_000)));
        columns.add(column("bytes_received", LongType, view -> 100 + view.draws.skewed(60_000)));
    }

    private static String goals(Draws draws) {
        StringBuilder text = new StringBuilder();
        IntStream.rangeClosed(0, draws.below(6))
                .forEach(i -> text.append(i == 0 ? "" : ",").append(draws.skewed(500)));
        return text.toString();
    }

    private static void addOrder(List<Column<PageView>> columns) {
        DataType money = DataTypes.createDecimalType(12, 2);
        for (String name : new String[] {"order_price", "order_tax", "order_discount"}) {
            columns.add(column(
                    name,
                    money,
                    view -> view.draws.oneIn(30) ? BigDecimal.valueOf(view.draws.skewed(90_000_000), 2) : null));
        }
        columns.add(column(
                "order_currency",
                StringType,
                view -> view.draws.oneIn(30) ? view.draws.mostlyFirstOf(CURRENCIES) : null));
        columns.add(column(
                "order_item_count",
                IntegerType,
                view -> view.draws.oneIn(30) ? 1 + (int) view.draws.skewed(20) : null));
        columns.add(column("order_id", LongType, view -> view.draws.oneIn(30) ? view.draws.next() >>> 20 : null));
        columns.add(column("scroll_depth", DoubleType, view -> view.draws.below(1_001) / 1000.0));
        columns.add(column("experiment", StringType, view -> "exp-" + view.visitor.id % 12));
        columns.add(column("variant", StringType, view -> view.visitor.id % 2 == 0 ? "control" : "treatment"));
        columns.add(column("data_center", StringType, view -> "dc-" + view.draws.skewed(6)));
        columns.add(column("line_number", LongType, view -> view.row));
    }

    private static Column<PageView> column(String name, DataType type, Column.Value<PageView> value) {
        return new Column<>(name, type, value);
    }
}
