/* Colours: see ink.h. */
#include "page/ink.h"

#include <string.h>

struct ink {
    const char *name;
    const char *light;
    const char *dark;
};

static const struct ink inks[CHISO__INK_COUNT] = {
    [CHISO__INK_GROUND] = {"bg", "#ffffff", "#12171d"},
    [CHISO__INK_TEXT] = {"ink", "#1a2430", "#e8edf2"},
    [CHISO__INK_MUTED] = {"mut", "#566270", "#a3afbb"},
    [CHISO__INK_GRID] = {"grid", "#dde2e8", "#2c353f"},
    [CHISO__INK_DOT] = {"dot", "#a7b1bc", "#6f7b87"},
    [CHISO__INK_LINE] = {"lin", "#c5ccd4", "#434d58"},
    [CHISO__INK_RISE] = {"hi", "#0a5aa8", "#74b8f5"},
    [CHISO__INK_FALL] = {"neg", "#b4470f", "#f39a62"},
    [CHISO__INK_SHALLOW] = {"negs", "#fdefe6", "#4a2a17"},
    [CHISO__INK_TINT] = {"tint", "#f1f4f7", "#1a2129"},
    [CHISO__INK_REFERENCE] = {"ref", "#37424e", "#c4ced8"},
    [CHISO__INK_SHADE_1] = {"h1", "#f5f9fc", "#17232f"},
    [CHISO__INK_SHADE_2] = {"h2", "#d2e3f2", "#1d3d5c"},
    [CHISO__INK_SHADE_3] = {"h3", "#a2c6e6", "#2a6296"},
    [CHISO__INK_SHADE_4] = {"h4", "#68a3d6", "#6aaee6"},
    [CHISO__INK_SHADE_5] = {"h5", "#0f4f90", "#c9e3fa"},
    [CHISO__INK_ON_1] = {"t1", "#1a2430", "#e8edf2"},
    [CHISO__INK_ON_2] = {"t2", "#1a2430", "#e8edf2"},
    [CHISO__INK_ON_3] = {"t3", "#1a2430", "#ffffff"},
    [CHISO__INK_ON_4] = {"t4", "#0b1520", "#0b1520"},
    [CHISO__INK_ON_5] = {"t5", "#ffffff", "#0b1520"},
};

static bool is_colour(const char *text)
{
    return text == NULL ||
           (text[0] == '#' && strspn(text + 1, "0123456789abcdefABCDEF") == 6 && text[7] == '\0');
}

chiso_status chiso__check_inks(const chiso_chart_options *options, chiso_error *error)
{
    const char *const given[] = {options->rise, options->rise_dark, options->fall,
                                 options->fall_dark};

    for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++) {
        if (!is_colour(given[i])) {
            return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_NO_COLOUR,
                               CHISO__WORDS(chiso__say_text(given[i])));
        }
    }
    return CHISO_OK;
}

static const char *light_of(const chiso_chart_options *options, enum chiso__ink ink)
{
    const char *own = ink == CHISO__INK_RISE   ? options->rise
                      : ink == CHISO__INK_FALL ? options->fall
                                               : NULL;

    return own != NULL ? own : inks[ink].light;
}

static const char *dark_of(const chiso_chart_options *options, enum chiso__ink ink)
{
    const char *own = ink == CHISO__INK_RISE   ? options->rise_dark
                      : ink == CHISO__INK_FALL ? options->fall_dark
                                               : NULL;

    return own != NULL ? own : inks[ink].dark;
}

static void put_variables(struct chiso__output *output, const chiso_chart_options *options,
                          const char *(*colour_of)(const chiso_chart_options *options,
                                                   enum chiso__ink ink))
{
    for (int i = CHISO__INK_GROUND; i < CHISO__INK_COUNT; i++) {
        chiso__put_text(output, "--chiso-");
        chiso__put_text(output, inks[i].name);
        chiso__put_text(output, ":");
        chiso__put_text(output, colour_of(options, (enum chiso__ink)i));
        chiso__put_text(output, i + 1 < CHISO__INK_COUNT ? ";" : "}");
    }
}

/* What the rules of a style are for: a figure by its id, so that the colours of one are not those
 * of another beside it; or the page with all that is in it. What :where says weighs nothing, so
 * that what a style sheet says of .chiso holds wherever it stands. What does not know :where reads
 * no rule, and takes the colours of the attributes. */
static void put_scope(struct chiso__output *output, const char *id)
{
    if (id == NULL) {
        chiso__put_text(output, ".chiso");
    } else {
        chiso__put_text(output, ":where(#");
        chiso__put_text(output, id);
        chiso__put_text(output, ")");
    }
}

/* A rule for each colour: .cf-hi{fill:var(--chiso-hi,#0a5aa8)} and the like. */
static void put_rules(struct chiso__output *output, const chiso_chart_options *options,
                      const char *id, const char *prefix, const char *property)
{
    for (int i = CHISO__INK_GROUND; i < CHISO__INK_COUNT; i++) {
        if (id != NULL) {
            put_scope(output, id);
            chiso__put_text(output, " ");
        }
        chiso__put_text(output, prefix);
        chiso__put_text(output, inks[i].name);
        chiso__put_text(output, property);
        chiso__put_text(output, inks[i].name);
        chiso__put_text(output, ",");
        chiso__put_text(output, light_of(options, (enum chiso__ink)i));
        chiso__put_text(output, ")}");
    }
}

void chiso__put_style(struct chiso__output *output, const chiso_chart_options *options,
                      const char *id)
{
    chiso__put_text(output, "<style>");
    put_scope(output, id);
    chiso__put_text(output, "{");
    put_variables(output, options, light_of);
    /* Paper stays light. */
    chiso__put_text(output, "@media screen and (prefers-color-scheme:dark){");
    put_scope(output, id);
    chiso__put_text(output, "{");
    put_variables(output, options, dark_of);
    chiso__put_text(output, "}");
    put_rules(output, options, id, ".cf-", "{fill:var(--chiso-");
    put_rules(output, options, id, ".cs-", "{stroke:var(--chiso-");
    chiso__put_text(output, ".chiso text{font-variant-numeric:tabular-nums}</style>\n");
}

void chiso__put_inks(struct chiso__output *output, const chiso_chart_options *options,
                     enum chiso__ink fill, enum chiso__ink stroke)
{
    chiso__put_text(output, " class=\"");
    if (fill != CHISO__INK_NONE) {
        chiso__put_text(output, "cf-");
        chiso__put_text(output, inks[fill].name);
    }
    if (stroke != CHISO__INK_NONE) {
        chiso__put_text(output, fill != CHISO__INK_NONE ? " cs-" : "cs-");
        chiso__put_text(output, inks[stroke].name);
    }
    if (fill != CHISO__INK_NONE) {
        chiso__put_text(output, "\" fill=\"");
        chiso__put_text(output, light_of(options, fill));
    }
    if (stroke != CHISO__INK_NONE) {
        chiso__put_text(output, "\" stroke=\"");
        chiso__put_text(output, light_of(options, stroke));
    }
    chiso__put_text(output, "\"");
}
