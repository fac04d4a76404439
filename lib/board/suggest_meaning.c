/* Which criterion a heading says. */
#include "board/suggest.h"

#include "text/name.h"
#include "text/near.h"

/* How much of a heading a text is: the whole of it, its beginning, which goes on with none of its
 * letters or digits, or nothing of it. */
enum part { NO_PART, BEGINNING, WHOLE };

static enum part part_of(struct chiso__span heading, struct chiso__span text)
{
    struct chiso__name_reader one = chiso__name_open(heading);
    struct chiso__name_reader other = chiso__name_open(text);
    uint32_t letter = 0;

    while ((letter = chiso__small_letter(chiso__name_next(&other))) != 0) {
        if (chiso__small_letter(chiso__name_next(&one)) != letter) {
            return NO_PART;
        }
    }
    letter = chiso__name_next(&one);
    if (text.size == 0) {
        return NO_PART;
    }
    return letter == 0 ? WHOLE
           : letter == ' ' || letter == '(' || letter == ')' || letter == ':' || letter == '-'
               ? BEGINNING
               : NO_PART;
}

/* The only node whose title begins with a heading; CHISO_NO_NODE for none, or several. */
static chiso_node shortened_node(const chiso_tree *tree, struct chiso__span heading)
{
    chiso_node found = CHISO_NO_NODE;

    for (uint32_t i = 1; i < tree->count; i++) {
        if (part_of(chiso__span_of(tree->nodes[tree->order[i]].title), heading) != NO_PART) {
            if (found != CHISO_NO_NODE) {
                return CHISO_NO_NODE;
            }
            found = tree->order[i];
        }
    }
    return found;
}

/* Whether a heading that begins with the code of a node goes on with its whole title. */
static bool is_code_and_title(const chiso_tree *tree, chiso_node node, struct chiso__span heading)
{
    const size_t size =
        tree->codes[node].size < heading.size ? tree->codes[node].size : heading.size;
    struct chiso__span rest = {heading.text + size, heading.size - size};

    while (rest.size > 0 && (rest.text[0] == ' ' || rest.text[0] == ':' || rest.text[0] == '-' ||
                             rest.text[0] == ')')) {
        rest = (struct chiso__span){rest.text + 1, rest.size - 1};
    }
    return rest.size > 0 && chiso__names_equal(rest, chiso__span_of(tree->nodes[node].title));
}

/* The node that a heading says wholly, or begins with; of several of these the one that says most
 * of it. */
static struct chiso__meaning said(const chiso_tree *tree, struct chiso__span heading)
{
    struct chiso__meaning meant = {CHISO_NO_NODE, CHISO__SAID_AND_MORE};
    size_t longest = 0;

    for (uint32_t i = 1; i < tree->count; i++) {
        const chiso_node node = tree->order[i];
        const struct chiso__span names[] = {chiso__span_of(tree->nodes[node].title),
                                            tree->codes[node]};

        for (size_t j = 0; j < 2; j++) {
            const enum part part = part_of(heading, names[j]);

            if (part == WHOLE ||
                (part == BEGINNING && j == 1 && is_code_and_title(tree, node, heading))) {
                return (struct chiso__meaning){node, CHISO__SAID};
            }
            if (part == BEGINNING && names[j].size > longest) {
                longest = names[j].size;
                meant.node = node;
            }
        }
    }
    return meant;
}

/* The node whose title is nearest to a heading. */
static chiso_node near_node(const chiso_tree *tree, struct chiso__span heading)
{
    size_t nearest = chiso__reach_of(heading) + 1;
    chiso_node meant = CHISO_NO_NODE;

    for (uint32_t i = 1; i < tree->count; i++) {
        const chiso_node node = tree->order[i];
        const struct chiso__span title = chiso__span_of(tree->nodes[node].title);
        const size_t apart = title.size == 0 ? SIZE_MAX : chiso__letters_apart(heading, title);

        if (apart < nearest) {
            nearest = apart;
            meant = node;
        }
    }
    return meant;
}

struct chiso__meaning chiso__meant(const chiso_tree *tree, struct chiso__span heading)
{
    struct chiso__meaning meant = said(tree, heading);

    if (meant.node == CHISO_NO_NODE) {
        meant = (struct chiso__meaning){near_node(tree, heading), CHISO__SAID_NEARLY};
    }
    return meant.node != CHISO_NO_NODE
               ? meant
               : (struct chiso__meaning){shortened_node(tree, heading), CHISO__SAID_SHORTENED};
}
