/* Reading `below 50%: parent at most 79.99%`, and whether it holds. */
#include "rule/gate.h"

#include "rule/inside.h"

#include <string.h>

/* The text up to the next `;` or line break, trimmed; *rest becomes what is behind. */
static struct chiso__span take_piece(struct chiso__span *rest)
{
    struct chiso__span piece = *rest;
    size_t size = 0;

    while (size < rest->size && strchr(";\n\r", rest->text[size]) == NULL) {
        size++;
    }
    piece.size = size;
    rest->text += size;
    rest->size -= size;
    if (rest->size > 0) {
        rest->text++;
        rest->size--;
    }
    return chiso__trim(piece);
}

static uint32_t count_pieces(struct chiso__span text)
{
    uint32_t count = 0;

    while (text.size > 0) {
        count += take_piece(&text).size > 0;
    }
    return count;
}

static chiso_status take_bound(struct chiso__rule_reader *reader, struct chiso__gate *gate)
{
    chiso_status status = CHISO_OK;

    gate->above = chiso__rule_take_word(reader, "above");
    if (!gate->above && !chiso__rule_take_word(reader, "below")) {
        return chiso__rule_fail_word(reader, CHISO__SAY_BELOW_OR_ABOVE,
                                     (const char *const[]){"below", "above", NULL});
    }
    status = chiso__rule_take_number(reader, &gate->bound);
    if (status == CHISO_OK && chiso__rule_take_literal(reader, "%")) {
        gate->of_percent = true;
        if (gate->bound.denominator != 0) {
            return chiso__rule_fail_value(reader, CHISO__SAY_NO_FRACTION_BEFORE_PERCENT);
        }
    }
    return status;
}

static chiso_status take_percent_limit(struct chiso__rule_reader *reader, struct chiso__gate *gate)
{
    const struct chiso__carried whole = chiso__carried_of(CHISO__RULE_WHOLE);
    chiso_status status = CHISO_OK;

    if (!chiso__rule_is_at_number(reader)) {
        return chiso__rule_fail_word(reader, CHISO__SAY_A_LIMIT,
                                     (const char *const[]){"band", NULL});
    }
    status = chiso__rule_take_form(reader, CHISO__FORM_EXPONENT, &gate->limit);
    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__rule_take_literal(reader, "%")) {
        return chiso__rule_fail_here(reader, CHISO__SAY_A_LIMIT_SIGN);
    }
    if (gate->limit.value.millionths < 0 || chiso__carried_compare(gate->limit.value, whole) > 0) {
        return chiso__rule_fail_value(reader, CHISO__SAY_A_LIMIT_TO_100);
    }
    return chiso__rule_at_end(reader)
               ? CHISO_OK
               : chiso__rule_fail_here(reader, CHISO__SAY_THE_END_OF_THE_GATE);
}

/* The name of a band is all that is left. */
static chiso_status take_band(struct chiso__rule_reader *reader, struct chiso__gate *gate)
{
    struct chiso__span name = {"", 0};

    if (chiso__rule_at_end(reader)) {
        return chiso__rule_fail_here(reader, CHISO__SAY_NAME_OF_A_BAND);
    }
    name = (struct chiso__span){reader->text.text + reader->at, reader->text.size - reader->at};
    gate->band_at =
        (uint32_t)chiso__characters((struct chiso__span){reader->text.text, reader->at});
    gate->band = chiso__arena_copy(reader->arena, reader->allocator, name);
    return gate->band == NULL ? chiso__fail_memory(reader->error) : CHISO_OK;
}

static chiso_status take_gate(struct chiso__rule_reader *reader, struct chiso__gate *gate)
{
    static const char *const to_limit[] = {"parent", "at", "most"};
    const chiso_status status = take_bound(reader, gate);

    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__rule_take_literal(reader, ":")) {
        return chiso__rule_fail_here(reader, CHISO__SAY_A_COLON_AND_A_LIMIT);
    }
    for (int i = 0; i < 3; i++) {
        if (!chiso__rule_take_word(reader, to_limit[i])) {
            return chiso__rule_fail_word(reader, CHISO__SAY_PARENT_AT_MOST,
                                         (const char *const[]){to_limit[i], "at most", NULL});
        }
    }
    return chiso__rule_take_word(reader, "band") ? take_band(reader, gate)
                                                 : take_percent_limit(reader, gate);
}

/* Takes one of several; where it stands is told from the start of all. */
static chiso_status take_piece_of(struct chiso__rule_reader *reader, const char *start,
                                  struct chiso__gate *gate)
{
    const size_t size = (size_t)(reader->text.text - start);
    const uint32_t before = (uint32_t)chiso__characters((struct chiso__span){start, size});
    const chiso_status status = take_gate(reader, gate);

    gate->at = before;
    gate->band_at += before;
    if (status != CHISO_OK && reader->error != NULL && reader->error->column > 0) {
        reader->error->column += before;
    }
    return status;
}

/* A gate in words; returns where it ends. */
static void put_gate(char **end, const struct chiso__gate *gate)
{
    chiso__rule_put(end, gate->above ? "above " : "below ");
    chiso__rule_put_number(end, &gate->bound, gate->of_percent ? "%" : "");
    chiso__rule_put(end, ": parent at most ");
    if (gate->band != NULL) {
        chiso__rule_put(end, "band ");
        chiso__rule_put(end, gate->band);
    } else {
        chiso__rule_put_number(end, &gate->limit, "%");
    }
}

/* The most bytes that a gate takes in words. */
static size_t size_of(const struct chiso__gate *gate)
{
    enum { WORDS = 64 };

    return WORDS + 2 * CHISO__NUMERAL_SIZE + (gate->band == NULL ? 0 : strlen(gate->band));
}

const char *chiso__gate_text(const struct chiso__gate *gate, struct chiso__arena *arena,
                             const chiso_allocator *allocator)
{
    char *const text = chiso__arena_take(arena, allocator, size_of(gate) + 1);
    char *end = text;

    if (text != NULL) {
        put_gate(&end, gate);
    }
    return text;
}

/* Writes all of them as the text that they read in again as. */
static chiso_status write_text(struct chiso__gates *gates, struct chiso__arena *arena,
                               const chiso_allocator *allocator, chiso_error *error)
{
    size_t size = 1;
    char *text = NULL;

    for (uint32_t i = 0; i < gates->count; i++) {
        size += size_of(&gates->gates[i]);
    }
    text = chiso__arena_take(arena, allocator, size);
    if (text == NULL) {
        return chiso__fail_memory(error);
    }
    gates->text = text;
    for (uint32_t i = 0; i < gates->count; i++) {
        chiso__rule_put(&text, i == 0 ? "" : "; ");
        put_gate(&text, &gates->gates[i]);
    }
    return CHISO_OK;
}

chiso_status chiso__gates_read(struct chiso__span text, struct chiso__number_style *style,
                               struct chiso__arena *arena, const chiso_allocator *allocator,
                               struct chiso__gates *out_gates, bool *out_rounded,
                               chiso_error *error)
{
    struct chiso__gates gates = {NULL, 0, ""};
    const char *const start = text.text;
    const uint32_t count = count_pieces(text);
    chiso_status status = CHISO_OK;

    if (count > 0) {
        gates.gates = chiso__arena_take(arena, allocator, count * sizeof(*gates.gates));
        if (gates.gates == NULL) {
            return chiso__fail_memory(error);
        }
    }
    while (text.size > 0 && status == CHISO_OK) {
        struct chiso__rule_reader reader = {.subject = CHISO__SAY_A_GATE,
                                            .text = take_piece(&text),
                                            .style = style,
                                            .arena = arena,
                                            .allocator = allocator,
                                            .rounded = out_rounded,
                                            .error = error};

        /* There is room for each piece that is not empty. */
        if (reader.text.size > 0 && gates.gates != NULL) {
            struct chiso__gate gate = {.bound = chiso__numeral_of(0),
                                       .limit = chiso__numeral_of(0)};

            status = take_piece_of(&reader, start, &gate);
            gates.gates[gates.count++] = gate;
        }
    }
    if (status == CHISO_OK) {
        status = write_text(&gates, arena, allocator, error);
    }
    if (status == CHISO_OK) {
        *out_gates = gates;
    }
    return status;
}

/* Whether a comparison with the bound, by its sign, is beyond it: both ways are strict. */
static bool is_beyond(const struct chiso__gate *gate, int order)
{
    return gate->above ? order > 0 : order < 0;
}

bool chiso__gate_holds(const struct chiso__gate *gate, struct chiso__carried cell)
{
    const struct chiso__numeral *bound = &gate->bound;
    const struct chiso__carried_ratio own = {cell, chiso__carried_of(CHISO_DECIMAL_ONE)};
    struct chiso__carried_ratio other = {bound->value, chiso__carried_of(CHISO_DECIMAL_ONE)};

    if (bound->denominator != 0) {
        /* Both parts of a fraction are whole numbers that are decimals too. */
        other.achieved = chiso__carried_of(bound->numerator * CHISO_DECIMAL_ONE);
        other.max = chiso__carried_of(bound->denominator * CHISO_DECIMAL_ONE);
    }
    return is_beyond(gate, chiso__ratio_compare(&own, &other));
}

bool chiso__gate_holds_points(const struct chiso__gate *gate, struct chiso__carried points,
                              struct chiso__carried max)
{
    /* What a fraction loses as a carried number is far less than what is near. */
    return is_beyond(gate, chiso__carried_order(points, gate->bound.value, max));
}

bool chiso__gate_holds_percent(const struct chiso__gate *gate,
                               const struct chiso__carried_ratio *ratio)
{
    const struct chiso__carried_ratio bound = {gate->bound.value,
                                               chiso__carried_of(CHISO__RULE_WHOLE)};

    return is_beyond(gate, chiso__ratio_order(ratio, &bound));
}
