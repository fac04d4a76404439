/* Doubts about numbers with three digits behind their mark, which may be one of thousands. */
#include "board/board_doubt.h"

/* How many times more a number is if its mark is one of thousands, and how many times the highest
 * tier a value may well be. */
enum { THOUSAND = 1000, ABOVE_TIERS = 10 };

/* Where the mark of a number stands that has one and nothing but digits and a sign beside; the size
 * for none. */
static size_t find_mark(struct chiso__span text)
{
    size_t mark = text.size;

    for (size_t at = 0; at < text.size; at++) {
        const char byte = text.text[at];

        if (byte == '.' || byte == ',') {
            if (mark < text.size) {
                return text.size;
            }
            mark = at;
        } else if (!chiso__is_digit(byte) && (at > 0 || (byte != '-' && byte != '+'))) {
            return text.size;
        }
    }
    return mark;
}

/* Whether a number looks as one of thousands does: 1.234 to 999.999. */
static bool may_be_thousands(struct chiso__span text, size_t mark)
{
    const size_t sign = text.text[0] == '-' || text.text[0] == '+' ? 1 : 0;

    return text.size - mark == 4 && mark > sign && mark - sign <= 3 && text.text[sign] != '0';
}

static bool read_number(const struct chiso__doubts *doubts, struct chiso__span text,
                        chiso_decimal *out_value)
{
    struct chiso__number_style own = doubts->csv->style;
    bool rounded = false;

    return chiso__number_read(text, &own, out_value, &rounded) == CHISO__NUMBER_OK;
}

/* Whether a thousand times a value lies between the ends of a range. */
static bool is_in_range(const struct chiso__rule *rule, chiso_decimal value)
{
    const chiso_decimal one = rule->range.min_at.value.millionths;
    const chiso_decimal other = rule->range.max_at.value.millionths;
    const chiso_decimal low = one < other ? one : other;
    const chiso_decimal high = one < other ? other : one;

    return value * THOUSAND >= low && value * THOUSAND <= high;
}

/* Whether a value is below a tier and a thousand times as much reaches one, not far above all. */
static bool is_in_tiers(const struct chiso__rule *rule, chiso_decimal value)
{
    const chiso_decimal low = rule->tiers.steps[0].threshold.value.millionths;
    const chiso_decimal high = rule->tiers.steps[rule->tiers.count - 1].threshold.value.millionths;

    return !chiso__cell_kinds[rule->takes].is_rate && value < high && value * THOUSAND >= low &&
           value * THOUSAND / ABOVE_TIERS < high;
}

/* Whether a leaf would take a thousand times as much. Beside other units that shows at the end. */
static bool is_in_reach(const struct chiso__tree_node *leaf, chiso_decimal value)
{
    const struct chiso__rule *rule = &leaf->rule;

    if (chiso__is_relative(rule)) {
        return !chiso__cell_kinds[rule->takes].is_rate;
    }
    if (rule->kind == CHISO__RULE_RANGE) {
        return is_in_range(rule, value);
    }
    if (rule->kind == CHISO__RULE_ATLEAST || rule->kind == CHISO__RULE_ATMOST) {
        return is_in_tiers(rule, value);
    }
    return chiso__is_default_rule(rule) && value <= leaf->max.millionths / THOUSAND &&
           value >= leaf->min.millionths / THOUSAND;
}

/* Keeps the largest number without a mark of a leaf whose units are held against each other. */
static bool keep_largest(struct chiso__doubts *doubts, chiso_node leaf, struct chiso__span text)
{
    const chiso_tree *tree = doubts->board->tree;
    chiso_decimal value = 0;

    if (!chiso__is_relative(&tree->nodes[leaf].rule) || !read_number(doubts, text, &value)) {
        return true;
    }
    if (doubts->largest == NULL) {
        doubts->largest =
            chiso__alloc_zero(&doubts->csv->allocator, tree->count, sizeof(*doubts->largest));
    }
    if (doubts->largest == NULL) {
        return false;
    }
    value = value < 0 ? -value : value;
    doubts->largest[leaf] = doubts->largest[leaf] < value ? value : doubts->largest[leaf];
    return true;
}

chiso_status chiso__doubt_mark(struct chiso__doubts *doubts, size_t column, chiso_unit unit,
                               chiso_node leaf, chiso_error *error)
{
    const struct chiso__csv *csv = doubts->csv;
    const struct chiso__span text = chiso__trim(csv->fields[column].span);
    const size_t mark = find_mark(text);
    chiso_decimal value = 0;

    if (mark == text.size) {
        return keep_largest(doubts, leaf, text) ? CHISO_OK : chiso__fail_memory(error);
    }
    if (!may_be_thousands(text, mark)) {
        /* Nobody writes thousands with that mark, so none of those before were. */
        doubts->mark_is_known = true;
        doubts->thousands.count = 0;
        return CHISO_OK;
    }
    if (csv->separator == ',' && (!read_number(doubts, text, &value) ||
                                  !is_in_reach(&doubts->board->tree->nodes[leaf], value))) {
        return CHISO_OK;
    }
    return chiso__doubted_append(doubts, &doubts->thousands,
                                 chiso__doubted_cell(doubts, column, unit, leaf))
               ? CHISO_OK
               : chiso__fail_memory(error);
}

/* Whether a number of a comma file, under a rule that looks at other units, is alone with its size:
 * the largest that is written without a mark is not nearer to a thousand times as much. */
static bool is_alone(const struct chiso__doubts *doubts, const struct chiso__doubted *item)
{
    chiso_decimal value = 0;
    chiso__wide largest = 0;

    if (doubts->csv->separator != ',' ||
        !chiso__is_relative(&doubts->board->tree->nodes[item->leaf].rule) ||
        !read_number(doubts, chiso__trim(chiso__doubted_text(doubts, item)), &value)) {
        return false;
    }
    largest = doubts->largest == NULL ? 0 : doubts->largest[item->leaf];
    return largest * largest <= (chiso__wide)value * value * THOUSAND;
}

chiso_status chiso__doubt_thousands(struct chiso__doubts *doubts)
{
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < doubts->thousands.count && status == CHISO_OK; i++) {
        const struct chiso__doubted item = doubts->thousands.items[i];
        const struct chiso__span text = chiso__doubted_text(doubts, &item);
        chiso_error doubt = CHISO_ERROR_INIT;

        if (is_alone(doubts, &item)) {
            continue;
        }
        chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_THOUSANDS,
                    CHISO__WORDS(chiso__doubted_unit(doubts, item.unit),
                                 chiso__doubted_leaf(doubts, item.leaf), chiso__say(text)));
        status = chiso__csv_doubt(doubts->csv, CHISO_DOUBT_THOUSANDS, item.offset, &doubt);
    }
    return status;
}
