/* Any bytes as a goal: refused with an error and the goal as it was, or a goal whose target says
 * the text that it reads in from, and whose plan reaches it. */
#include "law.h"

#include <stdlib.h>
#include <string.h>

static const char criteria[] = "code,title,max,min,weight,combine,kind,rule,round,options\n"
                               ".,Goals,,,,sum,,,,digits=2\n"
                               "1,Sum,,,,,,,,\n"
                               "1.1,a,6,,,,,,,\n"
                               "1.2,b,4,-2,,,,,1,\n"
                               "2,Mean,12,,,mean capped,,,,\n"
                               "2.1,c,3,,2,,,rate,,\n"
                               "2.2,d,5,,,,,yesno,,\n"
                               "3,Bonus,2,,,,bonus,,,\n"
                               "4,All,5,,,geometric,,,,\n"
                               "4.1,e,5,,,,,,,\n"
                               "4.2,f,5,,,,,,,\n";
static const char points[] = "unit,block,ranked,1.1,1.2,2.1,2.2,3,4.1,4.2\n"
                             "a,x,1,6,4,100%,yes,2,5,5\n"
                             "b,x,1,3,1.5,1/3,no,0,1,2\n"
                             "u:1,x,1,3,1.5,1/3,no,,1,2\n"
                             "d,y,1,,-2,,no,1,,\n"
                             "e,x,0,1,1,50%,yes,1,0,3\n"
                             "none,y,1,-,-,-,-,-,-,-\n";
static const char bands_text[] = "band,from\nA,90\nB: good,60.5\nKém,-100\n";

static chiso_board *make_board(size_t choice)
{
    static const char *const policies[] = {"missing=zero", "missing=skip", "missing=unknown"};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_error error;

    law(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error) == CHISO_OK,
        "the tree can be read");
    law(chiso_tree_set_options(tree, policies[choice % 3], &error) == CHISO_OK,
        "the policy can be set");
    law(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK, "a board can be made");
    law(chiso_board_read_csv(board, points, strlen(points), &error) == CHISO_OK,
        "the board can be read");
    law(chiso_board_score(board, &error) == CHISO_OK, "the board can be scored");
    chiso_tree_free(tree);
    return board;
}

static bool same_goal(const chiso_goal *a, const chiso_goal *b)
{
    return a->kind == b->kind && a->rank == b->rank && a->band == b->band && a->unit == b->unit &&
           a->percent == b->percent && a->former == b->former;
}

static void check_target(const chiso_board *board, const chiso_bands *bands, const chiso_goal *goal,
                         const chiso_target *target)
{
    const chiso_target_step *steps = NULL;
    chiso_target_figures result;
    chiso_goal again = {.rank = 7};
    chiso_error error;
    uint32_t count = 0;
    chiso_status status =
        chiso_goal_parse(board, bands, chiso_target_text(target), goal->former, &again, &error);

    law(status == CHISO_OK, status == CHISO_OK ? "" : error.message);
    law(same_goal(goal, &again), "the text of a target is its goal");
    law(chiso_target_result(target, &result) == CHISO_OK, "a target can be read");
    status = chiso_target_plan(target, &steps, &count, &error);
    law((status == CHISO_OK) == (result.outcome != CHISO_OUTCOME_OUT_OF_REACH),
        "what is within reach has a plan");
    if (status != CHISO_OK) {
        law_error(status, &error);
        return;
    }
    law((count == 0) == (result.outcome == CHISO_OUTCOME_MET), "what is met needs no step");
    law(result.least == CHISO_ABSENT || result.planned >= result.least,
        "a plan reaches its target");
    for (uint32_t i = 0; i < count; i++) {
        law(steps[i].to > steps[i].from, "a step goes up");
    }
}

static void aim(const chiso_board *board, const chiso_bands *bands, const chiso_goal *goal)
{
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;

    options.bands = bands;
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        chiso_target *target = NULL;
        chiso_error error;
        const chiso_status status =
            chiso_target_new(board, unit, CHISO_ROOT, goal, &options, &target, &error);

        if (status == CHISO_OK) {
            check_target(board, bands, goal, target);
        } else {
            law(target == NULL, "no target on failure");
            law_error(status, &error);
        }
        chiso_target_free(target);
    }
}

/* The size of the input chooses the policy and whether there is a former percent, and bands. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const chiso_goal before = {CHISO_GOAL_ABOVE, 7, 7, 7, 7, 7};
    chiso_goal goal = before;
    chiso_board *board = make_board(size);
    chiso_bands *bands = NULL;
    char *text = malloc(size + 1);
    chiso_error error;
    chiso_status status = CHISO_OK;

    law(text != NULL, "there is memory");
    if (size > 0) {
        memcpy(text, data, size);
    }
    text[size] = '\0';
    if (size % 5 != 0) {
        law(chiso_bands_read_csv(bands_text, strlen(bands_text), NULL, &bands, &error) == CHISO_OK,
            "the bands can be read");
    }
    status = chiso_goal_parse(board, bands, text,
                              size % 4 == 0 ? CHISO_ABSENT : 50 * CHISO_DECIMAL_ONE, &goal, &error);
    if (status == CHISO_OK) {
        aim(board, bands, &goal);
    } else {
        law(same_goal(&goal, &before), "the goal is untouched on failure");
        law_error(status, &error);
    }
    free(text);
    chiso_bands_free(bands);
    chiso_board_free(board);
    return 0;
}
