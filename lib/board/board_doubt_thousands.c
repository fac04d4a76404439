/* Doubts about numbers with three digits behind their mark, which may be one of thousands; also
 * those of rates and of counts. */
#include "board/board_doubt.h"

#include <string.h>

/* How many times more a number is if its mark is one of thousands, and how many times the highest
 * tier a value may well be. */
enum { THOUSAND = 1000, ABOVE_TIERS = 10 };

/* What marks of numbers say that stand in a cell. */
struct marks {
    bool any;
    bool is_decimal;  /* one stands elsewhere than a mark of thousands would */
    size_t numbers;   /* of the cell */
    bool is_fraction; /* a/b */
    bool may_be[2];   /* of thousands: of a number, or of both parts of a/b */
    struct chiso__span at[2];
};

/* Where the mark of a number stands that has one; the size for none. False where there is more than
 * digits, a sign before them and one mark. */
static bool find_mark(struct chiso__span text, size_t *out_mark)
{
    *out_mark = text.size;
    for (size_t at = 0; at < text.size; at++) {
        const char byte = text.text[at];

        if ((byte == '.' || byte == ',') && *out_mark == text.size) {
            *out_mark = at;
        } else if (!chiso__is_digit(byte) && (at > 0 || (byte != '-' && byte != '+'))) {
            return false;
        }
    }
    return text.size > 0;
}

/* Whether a number looks as one of thousands does: 1.234 to 999.999. */
static bool may_be_thousands(struct chiso__span text, size_t mark)
{
    const size_t sign = text.text[0] == '-' || text.text[0] == '+' ? 1 : 0;

    return text.size - mark == 4 && mark > sign && mark - sign <= 3 && text.text[sign] != '0';
}

/* Takes the next number of a text: all of it, or up to a stroke of a/b or of counts. */
static struct chiso__span take_number(struct chiso__span *text, bool *out_more)
{
    struct chiso__span number = *text;
    size_t size = 0;

    while (size < text->size && text->text[size] != '/' && text->text[size] != '|') {
        size++;
    }
    number.size = size;
    *out_more = size < text->size;
    *text = (struct chiso__span){text->text + size + (*out_more ? 1 : 0),
                                 text->size - size - (*out_more ? 1 : 0)};
    return chiso__trim(number);
}

/* Looks at the marks of a number, of a/b or of counts; false for any other text. */
static bool find_marks(struct chiso__span text, struct marks *marks)
{
    struct chiso__span rest = text;
    bool more = true;

    *marks = (struct marks){.is_fraction = memchr(text.text, '/', text.size) != NULL};
    while (more) {
        const struct chiso__span number = take_number(&rest, &more);
        const size_t place = marks->is_fraction ? marks->numbers % 2 : 0;
        size_t mark = 0;

        if (!find_mark(number, &mark)) {
            return false;
        }
        marks->numbers++;
        marks->at[place] = number;
        if (mark < number.size) {
            const bool may_be = may_be_thousands(number, mark);

            marks->any = true;
            marks->is_decimal = marks->is_decimal || !may_be;
            marks->may_be[place] = marks->may_be[place] || may_be;
        }
    }
    return !marks->is_fraction || marks->numbers == 2;
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

/* Whether a/b is a rate that there may be, if what may be thousands are. */
static bool is_rate_of_thousands(const struct chiso__doubts *doubts, const struct marks *marks)
{
    chiso__wide parts[2] = {0, 0};

    for (int i = 0; i < 2; i++) {
        chiso_decimal value = 0;

        if (!read_number(doubts, marks->at[i], &value)) {
            return false;
        }
        parts[i] = (chiso__wide)value * (marks->may_be[i] ? THOUSAND : 1);
    }
    return parts[0] >= 0 && parts[0] <= parts[1];
}

/* Whether a cell of a comma file may well be meant to have thousands. Of counts nobody knows how
 * many there are. */
static bool is_meant(const struct chiso__doubts *doubts, const struct marks *marks, chiso_node leaf)
{
    chiso_decimal value = 0;

    if (marks->is_fraction) {
        return is_rate_of_thousands(doubts, marks);
    }
    return marks->numbers > 1 || (read_number(doubts, marks->at[0], &value) &&
                                  is_in_reach(&doubts->board->tree->nodes[leaf], value));
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
    struct marks marks;

    if (!find_marks(text, &marks) || !marks.any) {
        return keep_largest(doubts, leaf, text) ? CHISO_OK : chiso__fail_memory(error);
    }
    if (marks.is_decimal) {
        /* Nobody writes thousands with that mark, so none of those before were. */
        doubts->mark_is_known = true;
        doubts->thousands.count = 0;
        return CHISO_OK;
    }
    if (csv->separator == ',' && !is_meant(doubts, &marks, leaf)) {
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
