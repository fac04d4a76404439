/* The pages that try something on a board, which stays as it is: what if, and a target. */
#include "portal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct column would[] = {
    {"code", "Code", "Mã", false},           {"title", "Criterion", "Tiêu chí", false},
    {"achieved", "Points", "Điểm", true},    {"achieved_would", "would be", "sẽ là", true},
    {"percent", "Percent", "Tỷ lệ %", true}, {"percent_would", "would be", "sẽ là", true},
    {"rank", "Rank", "Hạng", true},          {"rank_would", "would be", "sẽ là", true}};

/* What the form has for a leaf; what the board has where it says nothing. */
static void cell_of(const struct page *page, chiso_unit unit, chiso_node leaf, char *name,
                    char *text)
{
    const struct field *field;

    snprintf(name, CHISO_ERROR_CODE_SIZE, "cell:%.120s", chiso_node_code(page->store->tree, leaf));
    field = find_field(page->request, name);
    if (field != NULL) {
        snprintf(text, CHISO_CELL_TEXT_SIZE, "%s", field->value);
    } else if (chiso_board_text(page->store->board, unit, leaf, text) != CHISO_OK) {
        text[0] = '\0';
    } else {
        swap_marks(page, text, '.', ',');
    }
}

/* Sets what the form has that the board has not. */
static chiso_status try_cells(const struct page *page, chiso_unit unit, chiso_what_if *what_if,
                              chiso_error *error)
{
    const chiso_tree *const tree = page->store->tree;
    char name[CHISO_ERROR_CODE_SIZE];
    char text[CHISO_CELL_TEXT_SIZE];
    char now[CHISO_CELL_TEXT_SIZE];
    chiso_status status = CHISO_OK;

    for (chiso_node leaf = chiso_node_next_leaf(tree, CHISO_ROOT);
         leaf != CHISO_NO_NODE && status == CHISO_OK; leaf = chiso_node_next_leaf(tree, leaf)) {
        cell_of(page, unit, leaf, name, text);
        swap_marks(page, text, ',', '.');
        status = chiso_board_text(page->store->board, unit, leaf, now);
        if (status == CHISO_OK && strcmp(text, now) != 0) {
            status = chiso_what_if_set_text(what_if, unit, leaf, text, error);
        }
    }
    return status == CHISO_OK ? chiso_what_if_score(what_if, error) : status;
}

/* A row of now and then; whether they differ in what is shown. */
static bool fill_row(const struct page *page, chiso_what_if *what_if, chiso_unit unit,
                     chiso_node node, struct row *row)
{
    const struct store *const store = page->store;
    chiso_standing now;
    chiso_standing then;

    name_node(page, node, row);
    if (chiso_report_standing(store->report, unit, node, &now) != CHISO_OK ||
        chiso_what_if_standing(what_if, unit, node, store->bands, &then) != CHISO_OK) {
        return false;
    }
    row->cells[2] = points_of(page, NULL, unit, node, row->texts[2]);
    row->cells[3] = points_of(page, what_if, unit, node, row->texts[3]);
    row->cells[4] = figure(page, now.result.percent, false, row->texts[4]);
    row->cells[5] = figure(page, then.result.percent, false, row->texts[5]);
    row->cells[6] = rank_of(page, &now.place, row->texts[6]);
    row->cells[7] = rank_of(page, &then.place, row->texts[7]);
    return strcmp(row->cells[2], row->cells[3]) != 0 || strcmp(row->cells[4], row->cells[5]) != 0 ||
           strcmp(row->cells[6], row->cells[7]) != 0;
}

static void put_outcome(struct page *page, chiso_what_if *what_if, chiso_unit unit)
{
    struct column others[COLUMN_COUNT];
    const struct store *const store = page->store;
    const uint32_t units = chiso_board_unit_count(store->board);
    struct row row;

    begin_table(page, "nodes", say(page->request, "What would change", "Những gì sẽ thay đổi"),
                would, COLUMN_COUNT);
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
         node = chiso_node_next(store->tree, node)) {
        if (fill_row(page, what_if, unit, node, &row) || node == CHISO_ROOT) {
            put_row(page, row.cells);
        }
    }
    end_table(page);
    memcpy(others, would, sizeof(others));
    others[1] = (struct column){"name", "Unit", "Đơn vị", false};
    begin_table(page, "units",
                say(page->request, "Other units that would move", "Đơn vị khác sẽ đổi hạng"),
                others, COLUMN_COUNT);
    for (chiso_unit other = 0; other < units; other++) {
        if (other != unit && fill_row(page, what_if, other, CHISO_ROOT, &row)) {
            row.cells[0] = chiso_unit_code(store->board, other);
            row.cells[1] = chiso_unit_name(store->board, other);
            put_row(page, row.cells);
        }
    }
    end_table(page);
}

static void put_cells_form(struct page *page, chiso_unit unit)
{
    const chiso_tree *const tree = page->store->tree;
    char name[CHISO_ERROR_CODE_SIZE];
    char text[CHISO_CELL_TEXT_SIZE];
    char label[256];

    put_form(page, "/what-if", chiso_unit_code(page->store->board, unit));
    for (chiso_node leaf = chiso_node_next_leaf(tree, CHISO_ROOT); leaf != CHISO_NO_NODE;
         leaf = chiso_node_next_leaf(tree, leaf)) {
        cell_of(page, unit, leaf, name, text);
        snprintf(label, sizeof(label), "%.60s %.180s", chiso_node_code(tree, leaf),
                 chiso_node_title(tree, leaf));
        put_input(page, name, label, text);
    }
    put_button(page, "Try", "Thử");
}

bool answer_what_if(struct page *page, struct store *store, chiso_unit unit)
{
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
    chiso_what_if *what_if = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = chiso_report_rules(store->report, &rules);

    if (status == CHISO_OK) {
        status = chiso_what_if_new(store->board, &rules, &what_if, &error);
    }
    if (status == CHISO_OK) {
        status = try_cells(page, unit, what_if, &error);
    }
    if (status != CHISO_OK) {
        refuse_for(page->request, 400, say(page->request, "What if", "Giả sử"), &error);
    }
    begin_unit(page, unit, ": what if", ": giả sử");
    if (status == CHISO_OK) {
        put_outcome(page, what_if, unit);
    }
    if (!page->request->is_json) {
        put_cells_form(page, unit);
    }
    end_page(page);
    chiso_what_if_free(what_if);
    return true;
}

static const struct column steps[] = {{"code", "Code", "Mã", false},
                                      {"title", "Criterion", "Tiêu chí", false},
                                      {"from", "From", "Từ", true},
                                      {"to", "To", "Lên", true},
                                      {"gain", "The total gains", "Tổng tăng", true}};

static bool hold_goal(struct page *page, chiso_unit unit, chiso_target **out_target)
{
    const struct store *const store = page->store;
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
    chiso_target_options how = CHISO_TARGET_OPTIONS_INIT;
    chiso_change change = {.before = {.percent = CHISO_ABSENT}};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_goal goal;
    char text[256];
    bool is_done = false;

    snprintf(text, sizeof(text), "%.20s:%.200s", text_of(page->request, "goal"),
             text_of(page->request, "value"));
    if (strncmp(text, "percent:", 8) == 0 || strncmp(text, "rise:", 5) == 0) {
        swap_marks(page, text, ',', '.');
    }
    how.ranking = &rules;
    how.bands = store->bands;
    how.comparison = store->comparison;
    is_done = chiso_report_rules(store->report, &rules) == CHISO_OK &&
              (store->comparison == NULL ||
               chiso_comparison_change(store->comparison, unit, CHISO_ROOT, &change) == CHISO_OK) &&
              chiso_goal_parse(store->board, store->bands, text, change.before.percent, &goal,
                               &error) == CHISO_OK &&
              chiso_target_new(store->board, unit, CHISO_ROOT, &goal, &how, out_target, &error) ==
                  CHISO_OK;
    return is_done ||
           refuse_for(page->request, 400, say(page->request, "Target", "Mục tiêu"), &error);
}

/* How the target stands, and the fewest criteria that reach it. */
static void put_plan(struct page *page, const chiso_target *target)
{
    static const struct column outcome = {"outcome", "Target", "Mục tiêu", false};
    static const struct column facts[] = {
        {"achieved", "Points", "Điểm", true},
        {"least", "Points that it takes", "Điểm cần đạt", true},
        {"needed", "Points missing", "Điểm còn thiếu", true},
        {"most", "Points with every criterion at its max", "Điểm khi mọi tiêu chí tối đa", true},
        {"rank_margin", "Points to lose before the rank falls", "Điểm được mất mà vẫn giữ hạng",
         true}};
    const char *const words[] = {say(page->request, "met", "đã đạt"),
                                 say(page->request, "missed", "chưa đạt"),
                                 say(page->request, "out of reach", "không thể đạt")};
    const chiso_target_step *plan = NULL;
    chiso_target_figures figures;
    uint32_t count = 0;
    struct row row;

    if (chiso_target_result(target, &figures) != CHISO_OK) {
        return;
    }
    put_fact(page, &outcome,
             page->request->is_json ? chiso_word(CHISO_WORDS_OUTCOME, figures.outcome)
                                    : words[figures.outcome]);
    put_fact(page, &facts[0], figure(page, figures.achieved, true, row.texts[0]));
    put_fact(page, &facts[1], figure(page, figures.least, true, row.texts[0]));
    put_fact(page, &facts[2], figure(page, figures.needed, true, row.texts[0]));
    put_fact(page, &facts[3], figure(page, figures.most, true, row.texts[0]));
    put_fact(page, &facts[4], figure(page, figures.rank_margin, true, row.texts[0]));
    begin_table(page, "steps",
                say(page->request, "Criteria that reach it, others as they are",
                    "Các tiêu chí giúp đạt, khi đơn vị khác giữ nguyên"),
                steps, 5);
    if (figures.outcome == CHISO_OUTCOME_MISSED &&
        chiso_target_plan(target, &plan, &count, NULL) != CHISO_OK) {
        page->is_short = true;
    }
    for (uint32_t i = 0; i < count; i++) {
        name_node(page, plan[i].leaf, &row);
        row.cells[2] = figure(page, plan[i].from, true, row.texts[2]);
        row.cells[3] = figure(page, plan[i].to, true, row.texts[3]);
        row.cells[4] = figure(page, plan[i].gain, true, row.texts[4]);
        put_row(page, row.cells);
    }
    end_table(page);
}

static void put_goal_form(struct page *page, chiso_unit unit)
{
    static const struct column goals[] = {
        {"rank", "a rank", "thứ hạng", false},
        {"band", "a band", "xếp loại", false},
        {"percent", "a percent", "tỷ lệ %", false},
        {"rise", "percent points more than before", "số điểm phần trăm tăng thêm", false},
        {"above", "above the unit with the code", "vượt đơn vị có mã", false}};
    const struct request *const request = page->request;

    put_form(page, "/target", chiso_unit_code(page->store->board, unit));
    put_label(page, "goal", say(request, "What to reach", "Cần đạt"));
    put(page, "<select id=\"goal\" name=\"goal\">\n");
    for (size_t i = 0; i < sizeof(goals) / sizeof(goals[0]); i++) {
        put_option(page, goals[i].key, strcmp(goals[i].key, text_of(request, "goal")) == 0,
                   say(request, goals[i].english, goals[i].vietnamese));
    }
    put(page, "</select></p>\n");
    put_input(page, "value", say(request, "Which", "Giá trị"), text_of(request, "value"));
    put_button(page, "Work it out", "Tính");
}

bool answer_target(struct page *page, struct store *store, chiso_unit unit)
{
    chiso_target *target = NULL;
    const bool is_asked = text_of(page->request, "goal")[0] != '\0';

    (void)store;
    if (is_asked) {
        (void)hold_goal(page, unit, &target);
    }
    begin_unit(page, unit, ": target", ": mục tiêu");
    if (target != NULL) {
        put_plan(page, target);
    }
    if (!page->request->is_json) {
        put_goal_form(page, unit);
    }
    end_page(page);
    chiso_target_free(target);
    return true;
}
