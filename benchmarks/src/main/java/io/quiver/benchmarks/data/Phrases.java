/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.data;

/** Makes phrases of Cyrillic or Latin words that depend only on the number of the phrase. */
public final class Phrases {
    private static final String[] CYRILLIC =
            ("купить дом город книга погода карта поезд рецепт борщ песня слова фильм смотреть онлайн скачать бесплатно ремонт "
                            + "квартиры мебель кухня новости спорт футбол хоккей зима лето отпуск море билеты самолёт расписание автобус "
                            + "школа урок математика решение задачи работа вакансии москва казань самара томск уфа цена отзывы телефон "
                            + "экран ноутбук игра прохождение карты дорога объезд врач аптека здоровье ребёнок имя праздник подарок цветы "
                            + "сад огород семена весна снег дождь ветер музыка театр музей выставка словарь перевод английский язык ключи")
                    .split(" ");
    private static final String[] LATIN =
            ("buy house city book weather map train recipe soup song lyrics film watch online download free repair flat furniture kitchen "
                            + "news sport football hockey winter summer holiday sea tickets plane timetable bus school lesson maths answer "
                            + "work jobs london leeds york price review phone screen laptop game walkthrough road doctor pharmacy health "
                            + "child name gift flowers garden seeds spring snow rain wind music theatre museum show dictionary translate keys")
                    .split(" ");

    private final Draws draws = new Draws();
    private final long seed;

    public Phrases(long seed) {
        this.seed = seed;
    }

    /** Returns a phrase of one to {@code mostWords} words; two of three are Cyrillic. */
    public String phrase(long number, int mostWords) {
        draws.of(seed, number);
        String[] words = draws.below(3) == 0 ? LATIN : CYRILLIC;
        int count = 1 + draws.below(mostWords);
        StringBuilder text = new StringBuilder(12 * count);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(' ');
            }
            text.append(draws.oneOf(words));
        }
        return text.toString();
    }

    /** Returns a word of Latin letters. */
    public static String word(long number) {
        return LATIN[(int) Long.remainderUnsigned(number, LATIN.length)];
    }
}
