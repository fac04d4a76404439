#include "tree.h"

#include <string.h>

static const char *const missing_words[] = {
    [CHISO_MISSING_ZERO] = "zero", [CHISO_MISSING_SKIP] = "skip", [CHISO_MISSING_UNKNOWN] = "unknown"};

static const char *const rounding_words[] = {
    [CHISO_ROUND_HALF_UP] = "half-up", [CHISO_ROUND_HALF_EVEN] = "half-even", [CHISO_ROUND_DOWN] = "down"};

enum { THREE = 3 };

const char *chiso__missing_word(chiso_missing_policy missing)
{
    return missing_words[missing];
}

const char *chiso__rounding_word(chiso_rounding rounding)
{
    return rounding_words[rounding];
}

static struct chiso__node empty_node(chiso_node parent)
{
    return (struct chiso__node){
        .title = "",
        .parent = parent,
        .first_child = CHISO_NO_NODE,
        .last_child = CHISO_NO_NODE,
        .next_sibling = CHISO_NO_NODE,
        .max = CHISO_ABSENT,
        .weight = CHISO_ABSENT,
        .rule = {.kind = CHISO__RULE_POINTS, .takes = CHISO__MEASURE_NUMBER, .text = "points"},
        .round = -1,
    };
}

/* Room for one more node: afterwards adding it cannot fail. */
static bool reserve_node(chiso_tree *tree)
{
    void *nodes = tree->nodes;
    void *codes = tree->codes;
    const uint32_t capacity = tree->capacity == 0 ? 16 : tree->capacity * 2;

    if (!chiso__index_reserve(&tree->index, &tree->allocator, (size_t)tree->count + 1)) {
        return false;
    }
    if (tree->count < tree->capacity) {
        return true;
    }
    if (capacity <= tree->capacity || !chiso__resize(&tree->allocator, &nodes, capacity, sizeof(*tree->nodes))) {
        return false;
    }
    tree->nodes = nodes;
    if (!chiso__resize(&tree->allocator, &codes, capacity, sizeof(*tree->codes))) {
        return false;
    }
    tree->codes = codes;
    tree->capacity = capacity;
    return true;
}

chiso_status chiso_tree_new(const char *title, const chiso_allocator *allocator, chiso_tree **out_tree, chiso_error *error)
{
    chiso_allocator taken;
    chiso_tree *tree = NULL;
    chiso_status status = CHISO_OK;

    if (out_tree == NULL) {
        return chiso__fail_null(error);
    }
    *out_tree = NULL;
    if (!chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    tree = chiso__alloc_zero(&taken, 1, sizeof(*tree));
    if (tree == NULL) {
        return chiso__fail_memory(error);
    }
    tree->allocator = taken;
    tree->digits = 2;
    atomic_init(&tree->references, 1);
    atomic_init(&tree->in_use, false);
    if (!reserve_node(tree)) {
        status = chiso__fail_memory(error);
    } else {
        tree->nodes[CHISO_ROOT] = empty_node(CHISO_NO_NODE);
        tree->codes[CHISO_ROOT] = (struct chiso__span){"", 0};
        tree->count = 1;
        chiso__index_add(&tree->index, tree->codes[CHISO_ROOT], CHISO_ROOT);
        status = chiso__tree_set_title(tree, chiso__span_of(title == NULL ? "" : title), error);
    }
    if (status != CHISO_OK) {
        chiso_tree_free(tree);
        return status;
    }
    *out_tree = tree;
    return CHISO_OK;
}

void chiso__tree_retain(chiso_tree *tree)
{
    atomic_fetch_add(&tree->references, 1);
}

void chiso_tree_free(chiso_tree *tree)
{
    chiso_allocator allocator;

    if (tree == NULL || atomic_fetch_sub(&tree->references, 1) > 1) {
        return;
    }
    allocator = tree->allocator;
    chiso__release(&allocator, tree->nodes);
    chiso__release(&allocator, tree->codes);
    chiso__release(&allocator, tree->order);
    chiso__release(&allocator, tree->leaves);
    chiso__index_clear(&tree->index, &allocator);
    chiso__arena_clear(&tree->arena, &allocator);
    chiso__release(&allocator, tree);
}

chiso_status chiso__tree_set_title(chiso_tree *tree, struct chiso__span title, chiso_error *error)
{
    const char *copy = NULL;
    const chiso_status status = chiso__check_text(title, error);

    if (status != CHISO_OK) {
        return status;
    }
    copy = chiso__arena_copy(&tree->arena, &tree->allocator, title);
    if (copy == NULL) {
        return chiso__fail_memory(error);
    }
    tree->nodes[CHISO_ROOT].title = copy;
    return CHISO_OK;
}

/* The place of a word in a list of three, or -1. */
static int find_word(struct chiso__span word, const char *const *words)
{
    for (int i = 0; i < THREE; i++) {
        if (chiso__is_word(word, words[i])) {
            return i;
        }
    }
    return -1;
}

/* The value behind "name=" if the word is that option. */
static bool option_value(struct chiso__span word, const char *name, struct chiso__span *out_value)
{
    const size_t size = strlen(name);

    if (word.size <= size || !chiso__is_word((struct chiso__span){word.text, size}, name) || word.text[size] != '=') {
        return false;
    }
    *out_value = (struct chiso__span){word.text + size + 1, word.size - size - 1};
    return true;
}

chiso_status chiso__tree_set_options(chiso_tree *tree, struct chiso__span options, chiso_error *error)
{
    int digits = tree->digits;
    int missing = (int)tree->missing;
    int rounding = (int)tree->rounding;
    struct chiso__span word;

    while (chiso__next_word(&options, &word)) {
        struct chiso__span value = {"", 0};

        if (option_value(word, "digits", &value)) {
            digits = value.size == 1 && value.text[0] >= '0' && value.text[0] <= '6' ? value.text[0] - '0' : -1;
        } else if (option_value(word, "missing", &value)) {
            missing = find_word(value, missing_words);
        } else if (option_value(word, "rounding", &value)) {
            rounding = find_word(value, rounding_words);
        }
        if (value.size == 0 || digits < 0 || missing < 0 || rounding < 0) {
            return chiso__fail(
                error, CHISO_E_WORD,
                "unknown option \"{0}\"; expected digits=0 to digits=6, missing=zero|skip|unknown, rounding=half-up|half-even|down",
                "không có tùy chọn \"{0}\"; cần digits=0 đến digits=6, missing=zero|skip|unknown, rounding=half-up|half-even|down",
                CHISO__WORDS(chiso__say(word)));
        }
    }
    tree->digits = digits;
    tree->missing = (chiso_missing_policy)missing;
    tree->rounding = (chiso_rounding)rounding;
    return CHISO_OK;
}

chiso_status chiso_tree_set_options(chiso_tree *tree, const char *options, chiso_error *error)
{
    if (tree == NULL || options == NULL) {
        return chiso__fail_null(error);
    }
    if (atomic_load(&tree->in_use)) {
        return chiso__fail(error, CHISO_E_STATE, "a board uses the tree; set options before making it",
                           "đã có bảng điểm dùng bộ tiêu chí này; hãy đặt tùy chọn trước khi tạo bảng điểm", NULL);
    }
    return chiso__tree_set_options(tree, chiso__span_of(options), error);
}

static const char *const reserved_codes[] = {".", "unit", "name", "block", "ranked", "criterion", "value"};

static chiso_status check_code(struct chiso__span code, chiso_error *error)
{
    struct chiso__span rest = code;
    struct chiso__span word = {"", 0};
    const struct chiso__word *words = CHISO__WORDS(chiso__say(code), chiso__say_count(CHISO__CODE_SIZE));

    if (code.size == 0) {
        return chiso__fail(error, CHISO_E_CODE, "the code is empty", "mã tiêu chí để trống", NULL);
    }
    if (code.size > CHISO__CODE_SIZE) {
        return chiso__fail(error, CHISO_E_CODE, "code \"{0}\" is longer than {1} bytes", "mã \"{0}\" dài hơn {1} byte", words);
    }
    if (!chiso__next_word(&rest, &word) || !chiso__span_equal(word, code)) {
        return chiso__fail(error, CHISO_E_CODE, "code \"{0}\" holds white space; expected one word such as 1.2.b",
                           "mã \"{0}\" có khoảng trắng; cần viết liền, như 1.2.b", words);
    }
    for (size_t i = 0; i < sizeof(reserved_codes) / sizeof(reserved_codes[0]); i++) {
        if (chiso__is_word(code, reserved_codes[i])) {
            return chiso__fail(error, CHISO_E_CODE, "code \"{0}\" is reserved: it has a meaning of its own in the files",
                               "mã \"{0}\" là từ dành riêng, không dùng làm mã tiêu chí", words);
        }
    }
    return CHISO_OK;
}

/* Reads a number that may be left out. */
static chiso_status read_number(chiso_tree *tree, struct chiso__span text, bool negative_allowed, struct chiso__number_style *style,
                                chiso_decimal *out_value, chiso_error *error)
{
    chiso_decimal value = 0;
    bool rounded = false;
    enum chiso__number number = CHISO__NUMBER_OK;

    if (text.size == 0) {
        return CHISO_OK;
    }
    number = chiso__number_read(text, style, &value, &rounded);
    if (number != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, number, text);
    }
    if (value < 0 && !negative_allowed) {
        return chiso__fail(error, CHISO_E_RANGE, "{0} is below 0; expected a number from 0", "{0} nhỏ hơn 0; cần một số từ 0 trở lên",
                           CHISO__WORDS(chiso__say_decimal(value)));
    }
    tree->rounded_count += rounded;
    *out_value = value;
    return CHISO_OK;
}

static chiso_status read_combine(struct chiso__span text, struct chiso__node *node, chiso_error *error)
{
    struct chiso__span rest = text;
    struct chiso__span word;
    bool known = true;

    if (!chiso__next_word(&rest, &word)) {
        return CHISO_OK;
    }
    if (chiso__is_word(word, "mean")) {
        node->combine = CHISO_COMBINE_MEAN;
    } else {
        known = chiso__is_word(word, "sum");
    }
    while (known && chiso__next_word(&rest, &word)) {
        if (chiso__is_word(word, "scaled")) {
            known = node->combine == CHISO_COMBINE_SUM && !node->scaled;
            node->scaled = true;
        } else {
            known = chiso__is_word(word, "capped") && !node->capped;
            node->capped = true;
        }
    }
    return known ? CHISO_OK
                 : chiso__fail(error, CHISO_E_WORD,
                               "unknown combine \"{0}\"; expected sum or mean, and behind it capped, or scaled after sum",
                               "không có cách gộp \"{0}\"; cần sum hoặc mean, phía sau có thể thêm capped, hoặc scaled sau sum",
                               CHISO__WORDS(chiso__say(text)));
}

static chiso_status read_kind(struct chiso__span text, struct chiso__node *node, chiso_error *error)
{
    if (chiso__is_word(text, "bonus")) {
        node->kind = CHISO_KIND_BONUS;
    } else if (text.size > 0 && !chiso__is_word(text, "criterion")) {
        return chiso__fail(error, CHISO_E_WORD, "unknown kind \"{0}\"; expected criterion or bonus",
                           "không có loại \"{0}\"; cần criterion hoặc bonus", CHISO__WORDS(chiso__say(text)));
    }
    return CHISO_OK;
}

static chiso_status read_round(struct chiso__span text, struct chiso__node *node, chiso_error *error)
{
    struct chiso__number_style style = {false, '.'};
    chiso_decimal digits = 0;
    bool rounded = false;
    enum chiso__number number = CHISO__NUMBER_OK;

    if (text.size == 0) {
        return CHISO_OK;
    }
    number = chiso__number_read(text, &style, &digits, &rounded);
    if (number != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, number, text);
    }
    if (digits < 0 || digits > CHISO_DECIMAL_PLACES * CHISO_DECIMAL_ONE || digits % CHISO_DECIMAL_ONE != 0 || rounded) {
        return chiso__fail(error, CHISO_E_RANGE, "round {0} is no number of decimal places; expected 0 to 6",
                           "round {0} không phải là số chữ số thập phân; cần 0 đến 6", CHISO__WORDS(chiso__say(text)));
    }
    node->round = (int)(digits / CHISO_DECIMAL_ONE);
    return CHISO_OK;
}

static chiso_status read_limits(chiso_tree *tree, const struct chiso__row *row, struct chiso__number_style *style, struct chiso__node *node,
                                enum chiso__member *out_member, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *out_member = CHISO__MEMBER_MAX;
    node->max_stated = row->members[CHISO__MEMBER_MAX].size > 0;
    status = read_number(tree, row->members[CHISO__MEMBER_MAX], false, style, &node->max, error);
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_MIN;
        node->min_stated = row->members[CHISO__MEMBER_MIN].size > 0;
        status = read_number(tree, row->members[CHISO__MEMBER_MIN], true, style, &node->min, error);
    }
    if (status == CHISO_OK && node->max_stated && node->min > node->max) {
        status = chiso__fail(error, CHISO_E_RANGE, "min {0} is above max {1}", "điểm tối thiểu {0} lớn hơn điểm tối đa {1}",
                             CHISO__WORDS(chiso__say_decimal(node->min), chiso__say_decimal(node->max)));
    }
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_WEIGHT;
        status = read_number(tree, row->members[CHISO__MEMBER_WEIGHT], false, style, &node->weight, error);
    }
    return status;
}

static chiso_status read_rule(chiso_tree *tree, struct chiso__span text, struct chiso__number_style *style, struct chiso__node *node,
                              chiso_error *error)
{
    struct chiso__limits limits = chiso__limits_of(node);
    bool rounded = false;
    chiso_status status = CHISO_OK;

    if (text.size == 0) {
        return CHISO_OK;
    }
    if (!node->max_stated) {
        /* The check will say that the max is missing, or that a node with sub-criteria takes no rule. */
        limits.max = CHISO_DECIMAL_MAX;
    }
    status = chiso__rule_read(text, limits, style, &tree->arena, &tree->allocator, &node->rule, &rounded, error);
    tree->rounded_count += status == CHISO_OK && rounded;
    return status;
}

/* Everything of a criterion but its code and place. */
static chiso_status read_members(chiso_tree *tree, const struct chiso__row *row, struct chiso__number_style *style,
                                 struct chiso__node *node, enum chiso__member *out_member, chiso_error *error)
{
    chiso_status status = read_limits(tree, row, style, node, out_member, error);

    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_COMBINE;
        status = read_combine(row->members[CHISO__MEMBER_COMBINE], node, error);
    }
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_KIND;
        status = read_kind(row->members[CHISO__MEMBER_KIND], node, error);
    }
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_ROUND;
        status = read_round(row->members[CHISO__MEMBER_ROUND], node, error);
    }
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_RULE;
        status = read_rule(tree, row->members[CHISO__MEMBER_RULE], style, node, error);
    }
    return status;
}

static void link_node(chiso_tree *tree, chiso_node parent, struct chiso__node node, struct chiso__span code)
{
    const chiso_node id = tree->count++;
    struct chiso__node *above = &tree->nodes[parent];

    node.depth = above->depth + 1;
    node.in_bonus = node.kind == CHISO_KIND_BONUS || above->in_bonus;
    tree->nodes[id] = node;
    tree->codes[id] = code;
    chiso__index_add(&tree->index, code, id);
    /* The first child makes an inner node of a leaf: the number of leaves stays. The root was none. */
    if (above->child_count > 0 || parent == CHISO_ROOT) {
        tree->leaf_count++;
    }
    if (above->last_child == CHISO_NO_NODE) {
        above->first_child = id;
    } else {
        tree->nodes[above->last_child].next_sibling = id;
    }
    above->last_child = id;
    above->child_count++;
}

static chiso_status check_place(const chiso_tree *tree, chiso_node parent, struct chiso__span code, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (tree->checked) {
        return chiso__fail(error, CHISO_E_STATE, "the tree is checked and cannot be changed any more",
                           "bộ tiêu chí đã được kiểm tra và không thể thay đổi nữa", NULL);
    }
    if (parent >= tree->count) {
        return chiso__fail(error, CHISO_E_PARENT, "there is no node {0} to add a criterion to",
                           "không có tiêu chí số {0} để thêm tiêu chí con", CHISO__WORDS(chiso__say_count(parent)));
    }
    status = check_code(code, error);
    if (status == CHISO_OK && chiso__index_find(&tree->index, tree->codes, code) != CHISO__NOT_FOUND) {
        status =
            chiso__fail(error, CHISO_E_DUPLICATE, "code \"{0}\" is there already", "mã \"{0}\" đã có rồi", CHISO__WORDS(chiso__say(code)));
    }
    return status;
}

static const char *const member_words[] = {
    [CHISO__MEMBER_CODE] = "code", [CHISO__MEMBER_TITLE] = "title",   [CHISO__MEMBER_MAX] = "max",
    [CHISO__MEMBER_MIN] = "min",   [CHISO__MEMBER_WEIGHT] = "weight", [CHISO__MEMBER_COMBINE] = "combine",
    [CHISO__MEMBER_KIND] = "kind", [CHISO__MEMBER_RULE] = "rule",     [CHISO__MEMBER_ROUND] = "round",
};

chiso_status chiso__tree_add(chiso_tree *tree, chiso_node parent, const struct chiso__row *row, struct chiso__number_style *style,
                             chiso_node *out_node, enum chiso__member *out_member, chiso_error *error)
{
    const struct chiso__span code = row->members[CHISO__MEMBER_CODE];
    const uint64_t rounded_count = tree->rounded_count;
    struct chiso__node node = empty_node(parent);
    const char *own_code = NULL;
    chiso_status status = CHISO_OK;

    *out_member = CHISO__MEMBER_CODE;
    status = check_place(tree, parent, code, error);
    if (status != CHISO_OK) {
        return status;
    }
    status = read_members(tree, row, style, &node, out_member, error);
    if (status != CHISO_OK) {
        tree->rounded_count = rounded_count;
        return chiso__fail_within(error, status, "criterion {0}, {1}: ", "tiêu chí {0}, {1}: ",
                                  CHISO__WORDS(chiso__say(code), chiso__say_text(member_words[*out_member])));
    }
    own_code = chiso__arena_copy(&tree->arena, &tree->allocator, code);
    node.title = chiso__arena_copy(&tree->arena, &tree->allocator, row->members[CHISO__MEMBER_TITLE]);
    if (own_code == NULL || node.title == NULL || tree->count == CHISO_NO_NODE - 1 || !reserve_node(tree)) {
        tree->rounded_count = rounded_count;
        return chiso__fail_memory(error);
    }
    if (out_node != NULL) {
        *out_node = tree->count;
    }
    link_node(tree, parent, node, (struct chiso__span){own_code, code.size});
    return CHISO_OK;
}

chiso_status chiso__tree_set_root(chiso_tree *tree, const struct chiso__row *row, struct chiso__number_style *style,
                                  enum chiso__member *out_member, chiso_error *error)
{
    struct chiso__node *root = &tree->nodes[CHISO_ROOT];
    struct chiso__node node = empty_node(CHISO_NO_NODE);
    const uint64_t rounded_count = tree->rounded_count;
    chiso_status status = CHISO_OK;

    if (tree->checked) {
        return chiso__fail(error, CHISO_E_STATE, "the tree is checked and cannot be changed any more",
                           "bộ tiêu chí đã được kiểm tra và không thể thay đổi nữa", NULL);
    }
    status = read_members(tree, row, style, &node, out_member, error);
    if (status == CHISO_OK && (node.min_stated || node.weight != CHISO_ABSENT || node.kind != CHISO_KIND_CRITERION ||
                               row->members[CHISO__MEMBER_RULE].size > 0)) {
        *out_member = CHISO__MEMBER_CODE;
        status =
            chiso__fail(error, CHISO_E_NODE, "the root takes a title, max, combine, round and options, but no min, weight, kind or rule",
                        "dòng gốc chỉ nhận title, max, combine, round và options, không nhận min, weight, kind hay rule", NULL);
    }
    if (status != CHISO_OK) {
        tree->rounded_count = rounded_count;
        return status;
    }
    root->max = node.max;
    root->max_stated = node.max_stated;
    root->combine = node.combine;
    root->scaled = node.scaled;
    root->capped = node.capped;
    root->round = node.round;
    return CHISO_OK;
}
