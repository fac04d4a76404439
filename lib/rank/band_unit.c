/* The band of a unit, which gates of criteria may limit. */
#include "rank/band.h"

#include "rank/order.h"
#include "score/step.h"
#include "text/near.h"

/* The names of bands in a message. */
enum { LISTED = 120 };

uint32_t chiso__band_place(const chiso_bands *bands, const char *name)
{
    const int64_t found =
        bands == NULL ? CHISO__NOT_FOUND
                      : chiso__index_find(&bands->index, bands->names, chiso__span_of(name));

    for (uint32_t i = 0; i < chiso_bands_count(bands) && found != CHISO__NOT_FOUND; i++) {
        if (bands->bands[i].name == bands->names[found].text) {
            return i;
        }
    }
    return CHISO_NO_BAND;
}

uint32_t chiso__band_limit(const struct chiso__rows *rows, uint32_t row, const chiso_bands *bands,
                           struct chiso__band_gate *out_gate)
{
    struct chiso__band_gate at = CHISO__NO_BAND_GATE;
    uint32_t limit = 0;

    *out_gate = at;
    while (rows->tree->has_band_gates && chiso__next_band_gate(rows, row, &at)) {
        const struct chiso__gate *gate = &rows->tree->nodes[at.child].steps.gates.gates[at.index];
        const uint32_t place = chiso__band_place(bands, gate->band);

        if (place != CHISO_NO_BAND && (out_gate->child == CHISO_NO_NODE || place > limit)) {
            limit = place;
            *out_gate = at;
        }
    }
    return limit;
}

uint32_t chiso__band_by_percent(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                                const chiso_bands *bands, chiso_key key)
{
    struct chiso__carried_ratio ratio;

    if (!chiso__ratio_of(rows, row, node, &ratio)) {
        return CHISO_NO_BAND;
    }
    if (key == CHISO_KEY_PUBLISHED) {
        ratio = chiso__published(rows->tree, ratio);
    }
    return chiso__band_find(bands, &ratio);
}

uint32_t chiso__band_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                        const chiso_bands *bands, chiso_key key)
{
    const uint32_t band = chiso__band_by_percent(rows, row, node, bands, key);
    struct chiso__band_gate gate;
    uint32_t limit = 0;

    if (band == CHISO_NO_BAND || node != CHISO_ROOT || !rows->tree->has_band_gates) {
        return band;
    }
    limit = chiso__band_limit(rows, row, bands, &gate);
    return band < limit ? limit : band;
}

/* The band that a gate names among those that are there, or says that it is not. */
static chiso_status gates_name_band(const chiso_bands *bands, struct chiso__span code,
                                    const struct chiso__gate *gate, chiso_error *error)
{
    const struct chiso__span name = chiso__span_of(gate->band == NULL ? "" : gate->band);
    struct chiso__nearest nearest = chiso__nearest_to(name);
    char words[LISTED];
    struct chiso__listed listed = {words, sizeof(words), 0, false, true};

    if (gate->band == NULL ||
        (bands != NULL && chiso__band_place(bands, gate->band) != CHISO_NO_BAND)) {
        return CHISO_OK;
    }
    for (uint32_t i = 0; bands != NULL && i < bands->count; i++) {
        chiso__nearest_try(&nearest, chiso__span_of(bands->bands[i].name));
        chiso__list_add(&listed, chiso__span_of(bands->bands[i].name));
    }
    if (bands == NULL) {
        chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_GATE_NEEDS_BANDS,
                    CHISO__WORDS(chiso__say(code), chiso__say(name)));
    } else if (nearest.meant.size > 0) {
        chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_GATE_BAND_MEANT,
                    CHISO__WORDS(chiso__say(code), chiso__say(name),
                                 chiso__say(chiso__listed_text(&listed)),
                                 chiso__say(nearest.meant)));
    } else {
        chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_GATE_TO_NO_BAND,
                    CHISO__WORDS(chiso__say(code), chiso__say(name),
                                 chiso__say(chiso__listed_text(&listed))));
    }
    return chiso__fail_at(error, CHISO_E_SHAPE, gate->band_place);
}

chiso_status chiso__bands_fit(const chiso_bands *bands, const chiso_tree *tree, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (chiso_node child = tree->nodes[CHISO_ROOT].first_child;
         child != CHISO_NO_NODE && tree->has_band_gates; child = tree->nodes[child].next_sibling) {
        const struct chiso__gates *gates = &tree->nodes[child].steps.gates;

        for (uint32_t i = 0; i < gates->count && status == CHISO_OK; i++) {
            status = gates_name_band(bands, tree->codes[child], &gates->gates[i], error);
        }
    }
    return status;
}

chiso_status chiso_bands_find_unit(const chiso_bands *bands, const chiso_board *board,
                                   chiso_unit unit, chiso_node node, chiso_key key,
                                   uint32_t *out_band)
{
    chiso_status status = CHISO_OK;

    if (bands == NULL || board == NULL || out_band == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__check_result(board, unit, node);
    if (status != CHISO_OK) {
        return status;
    }
    if (key != CHISO_KEY_EXACT && key != CHISO_KEY_PUBLISHED) {
        return CHISO_E_RANGE;
    }
    if (node == CHISO_ROOT && chiso__bands_fit(bands, board->tree, NULL) != CHISO_OK) {
        return CHISO_E_SHAPE;
    }
    *out_band = chiso__band_of(&board->rows, unit, node, bands, key);
    return CHISO_OK;
}
