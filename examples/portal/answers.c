/* The pages of a board as it is: the ranking, one unit, how a figure came about. */
#include "portal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* A figure with the digits that are published; exactly in JSON, and where a plan is followed. */
const char *figure(const struct page *page, chiso_decimal value, bool is_exact, char *text)
{
    const bool is_json = page->request->is_json;
    const int digits = is_json || is_exact ? -1 : chiso_tree_digits(page->store->tree);

    text[0] = '\0';
    if (value != CHISO_ABSENT &&
        chiso_decimal_format(value, digits, CHISO_ROUND_HALF_UP,
                             is_json ? '.' : say(page->request, ".", ",")[0], text) != CHISO_OK) {
        text[0] = '\0';
    }
    return text;
}

/* The points of a node as they are, or as they would be: rounded once, from all their places. */
const char *points_of(const struct page *page, chiso_what_if *what_if, chiso_unit unit,
                      chiso_node node, char *text)
{
    const bool is_json = page->request->is_json;
    const int digits = is_json ? -1 : chiso_tree_digits(page->store->tree);
    const char mark = is_json ? '.' : say(page->request, ".", ",")[0];

    if ((what_if == NULL
             ? chiso_board_points_text(page->store->board, unit, node, digits, mark, text)
             : chiso_what_if_points_text(what_if, unit, node, digits, mark, text)) != CHISO_OK) {
        text[0] = '\0';
    }
    return text;
}

const char *rank_of(const struct page *page, const chiso_place *place, char *text)
{
    const char *const half = say(page->request, ".5", page->request->is_json ? ".5" : ",5");

    text[0] = '\0';
    if (place->rank > 0 && page->request->is_json) {
        snprintf(text, CHISO_FIGURE_TEXT_SIZE, "%" PRIu32 "%s", place->rank,
                 place->half ? half : "");
    } else if (place->rank > 0) {
        snprintf(text, CHISO_FIGURE_TEXT_SIZE, "%" PRIu32 "%s/%" PRIu32, place->rank,
                 place->half ? half : "", place->out_of);
    }
    return text;
}

void name_node(const struct page *page, chiso_node node, struct row *row)
{
    const chiso_tree *const tree = page->store->tree;

    row->cells[0] = chiso_node_code(tree, node);
    row->cells[1] =
        node == CHISO_ROOT ? say(page->request, "Total", "Tổng") : chiso_node_title(tree, node);
}

bool failed(struct page *page, const chiso_error *error)
{
    return refuse_for(page->request, 500, page->store->names[POINTS], error);
}

/* Where to go on from a unit. */
static void put_ways(struct page *page, chiso_unit unit)
{
    const struct request *const request = page->request;
    const char *const own = chiso_unit_code(page->store->board, unit);

    if (!request->is_json) {
        begin_nav(page, "Units", "Đơn vị");
        put_link(page, "/unit", own, chiso_unit_name(page->store->board, unit));
        put_link(page, "/what-if", own, say(request, "What if", "Giả sử"));
        put_link(page, "/target", own, say(request, "Target", "Mục tiêu"));
        put_link(page, "/explain", own, say(request, "Explanation", "Giải thích"));
        put(page, "</nav>\n");
    }
}

void begin_unit(struct page *page, chiso_unit unit, const char *english, const char *vietnamese)
{
    static const struct column code = {"unit", "", "", false};
    const char *const name = chiso_unit_name(page->store->board, unit);
    char title[256];

    snprintf(title, sizeof(title), "%.180s%s", name, say(page->request, english, vietnamese));
    begin_page(page, title);
    if (page->request->is_json) {
        put_fact(page, &code, chiso_unit_code(page->store->board, unit));
    }
    put_ways(page, unit);
    put_alert(page);
}

static void put_unit_choice(struct page *page)
{
    const chiso_board *const board = page->store->board;

    begin_nav(page, "Units", "Đơn vị");
    put_form(page, "/unit", "");
    put_label(page, "unit", say(page->request, "One unit", "Một đơn vị"));
    put(page, "<select id=\"unit\" name=\"unit\">\n");
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        put_option(page, chiso_unit_code(board, unit), false, chiso_unit_name(board, unit));
    }
    put(page, "</select></p>\n");
    put_button(page, "Show", "Xem");
    put(page, "</nav>\n");
}

/* The address of a page of this period in this language as the library takes it, which makes it
 * safe for HTML. The names of periods mean nothing in an address. */
static void make_address(const struct page *page, const char *path, const char *end,
                         chiso_buffer *address)
{
    const char *const parts[] = {
        page->request->script, path, "?lang=", say(page->request, "en", "vi"), "&period=",
        page->store->period,   end};

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (!chiso_buffer_write(address, parts[i], strlen(parts[i]))) {
            return;
        }
    }
}

/* A page of the library, of a unit or of the board, with the frame of the portal in it. */
static bool put_document(struct page *page, chiso_unit unit)
{
    const struct store *const store = page->store;
    chiso_page_options how = CHISO_PAGE_OPTIONS_INIT;
    chiso_buffer document = CHISO_BUFFER_INIT;
    chiso_buffer unit_page = CHISO_BUFFER_INIT;
    chiso_buffer board = CHISO_BUFFER_INIT;
    const chiso_sink sink = {chiso_buffer_write, &document};
    chiso_error error = CHISO_ERROR_INIT;
    char before[PERIOD_SIZE];
    char *head = NULL;
    char *body = NULL;

    how.language = page->request->language;
    how.period = store->period;
    make_address(page, "/unit", "&unit={unit}", &unit_page);
    make_address(page, "/", "", &board);
    how.unit_page = unit_page.bytes;
    how.board = unit == CHISO_NO_UNIT ? NULL : board.bytes;
    how.period_before = is_file_of_period(store->names[BEFORE], before) ? before : NULL;
    if ((unit == CHISO_NO_UNIT
             ? chiso_page_board(store->report, &how, &sink, &error)
             : chiso_page_unit(store->report, unit, &how, &sink, &error)) == CHISO_OK) {
        head = strstr(document.bytes, "</head>");
        body = head != NULL ? strstr(head, "<body") : NULL;
        body = body != NULL ? strchr(body, '>') : NULL;
    }
    if (body != NULL) {
        *head = '\0';
        *body = '\0';
        put(page, document.bytes);
        put_frame_style(page);
        put(page, "<");
        put(page, head + 1);
        put(page, ">\n");
        put_frame(page);
        if (unit == CHISO_NO_UNIT) {
            put_unit_choice(page);
        } else {
            put_ways(page, unit);
        }
        put(page, body + 1);
    }
    chiso_buffer_clear(&document);
    chiso_buffer_clear(&unit_page);
    chiso_buffer_clear(&board);
    return body != NULL || failed(page, &error);
}

bool answer_board(struct page *page, struct store *store)
{
    const chiso_sink sink = {chiso_buffer_write, &page->text};
    chiso_error error = CHISO_ERROR_INIT;

    if (!page->request->is_json) {
        return put_document(page, CHISO_NO_UNIT);
    }
    return chiso_report_write_json(store->report, &sink, &error) == CHISO_OK ||
           failed(page, &error);
}

bool answer_unit(struct page *page, struct store *store, chiso_unit unit)
{
    static const struct column columns[] = {{"code", "", "", false},    {"title", "", "", false},
                                            {"achieved", "", "", true}, {"max", "", "", true},
                                            {"percent", "", "", true},  {"rank", "", "", true}};
    struct row row;

    if (!page->request->is_json) {
        return put_document(page, unit);
    }
    begin_unit(page, unit, "", "");
    begin_table(page, "nodes", "", columns, 6);
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
         node = chiso_node_next(store->tree, node)) {
        chiso_standing standing;
        chiso_error error = CHISO_ERROR_INIT;

        error.status = chiso_report_standing(store->report, unit, node, &standing);
        if (error.status != CHISO_OK) {
            return failed(page, &error);
        }
        name_node(page, node, &row);
        row.cells[2] = points_of(page, NULL, unit, node, row.texts[2]);
        row.cells[3] = figure(page, standing.result.max, false, row.texts[3]);
        row.cells[4] = figure(page, standing.result.percent, false, row.texts[4]);
        row.cells[5] = rank_of(page, &standing.place, row.texts[5]);
        put_row(page, row.cells);
    }
    end_table(page);
    end_page(page);
    return true;
}

void put_label(struct page *page, const char *name, const char *text)
{
    put(page, "<p><label for=\"");
    put_text(page, name);
    put(page, "\">");
    put_text(page, text);
    put(page, "</label>\n");
}

void put_input(struct page *page, const char *name, const char *label, const char *text)
{
    put_label(page, name, label);
    put(page, "<input id=\"");
    put_text(page, name);
    put(page, "\" name=\"");
    put_text(page, name);
    put(page, "\" value=\"");
    put_text(page, text);
    put(page, "\" /></p>\n");
}

void put_option(struct page *page, const char *value, bool is_chosen, const char *text)
{
    put(page, "<option value=\"");
    put_text(page, value);
    put(page, is_chosen ? "\" selected=\"selected\">" : "\">");
    put_text(page, text);
    put(page, "</option>\n");
}

void put_button(struct page *page, const char *english, const char *vietnamese)
{
    put(page, "<p><button type=\"submit\">");
    put(page, say(page->request, english, vietnamese));
    put(page, "</button></p>\n</form>\n");
}

static void put_node_choice(struct page *page, chiso_unit unit, chiso_node chosen)
{
    const chiso_tree *const tree = page->store->tree;
    char text[256];

    put_form(page, "/explain", chiso_unit_code(page->store->board, unit));
    put_label(page, "node", say(page->request, "Criterion", "Tiêu chí"));
    put(page, "<select id=\"node\" name=\"node\">\n");
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        snprintf(text, sizeof(text), "%.60s %.180s", chiso_node_code(tree, node),
                 chiso_node_title(tree, node));
        put_option(page, chiso_node_code(tree, node), node == chosen, text);
    }
    put(page, "</select></p>\n");
    put_button(page, "Explain", "Giải thích");
}

bool answer_explain(struct page *page, struct store *store, chiso_unit unit)
{
    static const struct column fact = {"explanation", "", "", false};
    const struct request *const request = page->request;
    const char *const code = text_of(request, "node");
    chiso_buffer text = CHISO_BUFFER_INIT;
    const chiso_sink sink = {chiso_buffer_write, &text};
    chiso_explanation *explanation = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_node node = CHISO_ROOT;
    bool is_done = false;

    if (code[0] != '\0' && chiso_tree_find(store->tree, code, &node) != CHISO_OK) {
        return refuse(page->request, 404, "there is no such criterion", "không có tiêu chí này");
    }
    is_done = (chiso_explanation_new(store->board, unit, node, UINT32_MAX, &explanation, &error) ==
                   CHISO_OK &&
               chiso_explanation_write(explanation, request->language, say(request, ".", ",")[0],
                                       &sink, &error) == CHISO_OK) ||
              failed(page, &error);
    if (is_done) {
        begin_unit(page, unit, ": how the figure came about", ": vì sao có con số này");
        if (request->is_json) {
            put_fact(page, &fact, text.bytes);
        } else {
            put_node_choice(page, unit, node);
            put(page, "<pre>");
            for (char *line = strtok(text.bytes, "\n"); line != NULL; line = strtok(NULL, "\n")) {
                put_text(page, line);
                put(page, "\n");
            }
            put(page, "</pre>\n");
        }
        end_page(page);
    }
    chiso_explanation_free(explanation);
    chiso_buffer_clear(&text);
    return is_done;
}
