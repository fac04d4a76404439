/* What-ifs against boards that were really changed and scored anew, over all that frameworks of
 * other houses bring. */
#include "trials_scene.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHANGES = 8 };

static bool is_same(const chiso_result *a, const chiso_result *b)
{
    return a->state == b->state && a->achieved == b->achieved && a->max == b->max &&
           a->percent == b->percent && a->coverage == b->coverage && a->lowest == b->lowest &&
           a->highest == b->highest;
}

static bool is_same_obstacle(const chiso_obstacle *a, const chiso_obstacle *b)
{
    return a->set == b->set && a->limited == b->limited && a->limited_by == b->limited_by &&
           a->dropped == b->dropped;
}

struct judge {
    const struct trials_scene *scene; /* as it is now */
    chiso_what_if *what_if;
    const chiso_board *fresh;
    const chiso_bands *bands;
    const char *what; /* was changed */
};

static void expect_same_at(const struct judge *judge, const chiso_ranking *ranking, chiso_unit unit,
                           chiso_node node)
{
    const char *code = chiso_node_code(chiso_board_tree(judge->fresh), node);
    chiso_standing then;
    chiso_result scored;
    chiso_place place;
    chiso_obstacle was;
    chiso_obstacle is;
    uint32_t band = CHISO_NO_BAND;
    char then_text[CHISO_FIGURE_TEXT_SIZE];
    char text[CHISO_FIGURE_TEXT_SIZE];

    cr_assert(chiso_what_if_standing(judge->what_if, unit, node, judge->bands, &then) == CHISO_OK);
    cr_assert(chiso_board_result(judge->fresh, unit, node, &scored) == CHISO_OK);
    cr_assert(chiso_ranking_place(ranking, unit, &place) == CHISO_OK);
    cr_assert(chiso_bands_find_unit(judge->bands, judge->fresh, unit, node, CHISO_KEY_EXACT,
                                    &band) == CHISO_OK);
    cr_assert(chiso_what_if_points_text(judge->what_if, unit, node, -1, '.', then_text) ==
              CHISO_OK);
    cr_assert(chiso_board_points_text(judge->fresh, unit, node, -1, '.', text) == CHISO_OK);
    cr_assert(chiso_what_if_obstacle(judge->what_if, unit, node, &was) == CHISO_OK);
    cr_assert(chiso_board_obstacle(judge->fresh, unit, node, &is, NULL) == CHISO_OK);
    if (!is_same(&then.result, &scored)) {
        trials_fail(judge->scene, "%s: \"%s\" of %s is %s, tried %s", judge->what, code,
                    trials_unit(unit), text, then_text);
    }
    if (strcmp(text, then_text) != 0) {
        trials_fail(judge->scene, "%s: \"%s\" of %s is %s, tried %s, in full", judge->what, code,
                    trials_unit(unit), text, then_text);
    }
    if (then.place.rank != place.rank || then.place.out_of != place.out_of ||
        then.place.tied != place.tied) {
        trials_fail(judge->scene, "%s: place of \"%s\" of %s is %u, tried %u", judge->what, code,
                    trials_unit(unit), place.rank, then.place.rank);
    }
    if (then.band != band) {
        trials_fail(judge->scene, "%s: band of \"%s\" of %s is %u, tried %u", judge->what, code,
                    trials_unit(unit), band, then.band);
    }
    if (!is_same_obstacle(&was, &is)) {
        trials_fail(judge->scene, "%s: obstacle of \"%s\" of %s", judge->what, code,
                    trials_unit(unit));
    }
}

static void expect_same(const struct judge *judge)
{
    const chiso_tree *tree = chiso_board_tree(judge->fresh);
    chiso_rankings *rankings = NULL;

    cr_assert(chiso_rankings_new(judge->fresh, NULL, &rankings, NULL) == CHISO_OK);
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        for (chiso_unit unit = 0; unit < TRIALS_UNITS; unit++) {
            expect_same_at(judge, chiso_rankings_at(rankings, node), unit, node);
        }
    }
    chiso_rankings_free(rankings);
}

/* Changes the what-if and the texts alike; what the board cannot score the what-if refuses, at once
 * or once it is read. */
static void change(struct trials_scene *scene, struct judge *judge, struct random *random)
{
    struct trials_scene changed = *scene;
    const int leaf = 1 + (int)random_below(random, (uint64_t)scene->count - 1);
    const int unit = (int)random_below(random, TRIALS_UNITS);
    char *cell = changed.cells[unit][leaf];
    char what[64];
    chiso_board *fresh = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_error refused = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;
    const size_t before = chiso_what_if_change_count(judge->what_if);

    if (!scene->nodes[leaf].leaf) {
        return;
    }
    trials_spread_dash(&changed, unit, leaf);
    trials_pick(scene, leaf, random, cell);
    (void)snprintf(what, sizeof(what), "%s of %s was %s", scene->nodes[leaf].code,
                   trials_unit((uint32_t)unit), scene->cells[unit][leaf]);
    fresh = trials_board(&changed, &refused);
    status = chiso_what_if_set(judge->what_if, trials_unit((uint32_t)unit), scene->nodes[leaf].code,
                               cell, &error);
    if (status == CHISO_OK) {
        status = chiso_what_if_score(judge->what_if, &error);
    }
    if ((status == CHISO_OK) != (fresh != NULL)) {
        trials_fail(&changed, "%s: \"%s\" and \"%s\"", what, error.message, refused.message);
    }
    if (fresh == NULL) {
        cr_assert(chiso_what_if_undo_to(judge->what_if, before, NULL) == CHISO_OK);
        return;
    }
    *scene = changed;
    judge->scene = scene;
    judge->fresh = fresh;
    judge->what = what;
    expect_same(judge);
    chiso_board_free(fresh);
}

static void try_what_if(uint64_t seed, const struct trials_taste *taste, const chiso_bands *bands,
                        uint32_t *boards)
{
    struct random random = {~seed};
    struct trials_scene scene;
    struct trials_scene first;
    chiso_board *board = NULL;
    struct judge judge = {.bands = bands};

    trials_tree(&scene, seed, taste);
    trials_fill(&scene, &random, taste);
    board = trials_mended(&scene);
    if (board == NULL) {
        return;
    }
    *boards += 1;
    first = scene;
    cr_assert(chiso_what_if_new(board, NULL, &judge.what_if, NULL) == CHISO_OK);
    for (int i = 0; i < CHANGES; i++) {
        change(&scene, &judge, &random);
    }
    cr_assert(chiso_what_if_reset(judge.what_if, NULL) == CHISO_OK);
    judge.scene = &first;
    judge.fresh = board;
    judge.what = "all undone";
    expect_same(&judge);
    chiso_what_if_free(judge.what_if);
    chiso_board_free(board);
}

Test(property_trials, what_is_tried_is_what_a_changed_board_has)
{
    static const struct trials_taste taste = {.relative = true, .set = true, .above = true};
    chiso_bands *bands = trials_bands();
    uint32_t boards = 0;

    for (uint64_t seed = trials_first(); seed < trials_end(400); seed += SUPPORT_STRIDE) {
        try_what_if(seed, &taste, bands, &boards);
    }
    cr_expect(boards > 300 / SUPPORT_STRIDE, "%u boards", boards);
    chiso_bands_free(bands);
}
