/* Labels that must not meet: see places.h. */
#include "page/places.h"

struct chiso__box chiso__text_box(const struct chiso__letters *letters, const char *text,
                                  chiso__tenth x, chiso__tenth middle)
{
    const chiso__tenth width = chiso__text_width(chiso__span_of(text), letters->face);
    const chiso__tenth half = letters->face.size * 5 + 10;
    const chiso__tenth left = letters->anchor == CHISO__ANCHOR_START    ? x
                              : letters->anchor == CHISO__ANCHOR_MIDDLE ? x - width / 2
                                                                        : x - width;

    return (struct chiso__box){left, middle - half, left + width, middle + half};
}

struct chiso__box chiso__box_around(struct chiso__box a, struct chiso__box b)
{
    return (struct chiso__box){a.left < b.left ? a.left : b.left, a.top < b.top ? a.top : b.top,
                               a.right > b.right ? a.right : b.right,
                               a.bottom > b.bottom ? a.bottom : b.bottom};
}

bool chiso__boxes_take(struct chiso__boxes *boxes, struct chiso__box box, chiso__tenth apart)
{
    for (size_t i = 0; i < boxes->count; i++) {
        const struct chiso__box *const other = &boxes->boxes[i];

        if (box.left < other->right + apart && other->left < box.right + apart &&
            box.top < other->bottom + apart && other->top < box.bottom + apart) {
            return false;
        }
    }
    if (boxes->count == boxes->room) {
        return false;
    }
    boxes->boxes[boxes->count++] = box;
    return true;
}

/* Labels that touch stand as one cluster around the mean of what they want. A run of labels from
 * begin to before end, its first at a height. */
static chiso__tenth cluster_top(const struct chiso__end *ends, size_t begin, size_t end,
                                chiso__tenth apart)
{
    chiso__tenth sum = 0;

    for (size_t i = begin; i < end; i++) {
        sum += ends[i].wanted - (chiso__tenth)(i - begin) * apart;
    }
    return sum / (chiso__tenth)(end - begin);
}

static void sort_ends(struct chiso__end *ends, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct chiso__end end = ends[i];
        size_t at = i;

        while (at > 0 && ends[at - 1].wanted > end.wanted) {
            ends[at] = ends[at - 1];
            at--;
        }
        ends[at] = end;
    }
}

void chiso__push_apart(struct chiso__end *ends, size_t count, chiso__tenth apart, chiso__tenth top,
                       chiso__tenth bottom)
{
    sort_ends(ends, count);
    for (size_t i = 0; i < count; i++) {
        size_t begin = i;
        chiso__tenth from = ends[i].wanted;

        /* The cluster that ends here takes in those before it that it would meet. */
        while (begin > 0 && ends[begin - 1].middle + apart > from) {
            const size_t last = begin - 1;

            begin = last;
            while (begin > 0 && ends[begin - 1].middle + apart >= ends[begin].middle) {
                begin--;
            }
            from = cluster_top(ends, begin, i + 1, apart);
        }
        for (size_t k = begin; k <= i; k++) {
            ends[k].middle = from + (chiso__tenth)(k - begin) * apart;
        }
    }
    for (size_t i = count; i > 0; i--) {
        const chiso__tenth most = i == count ? bottom : ends[i].middle - apart;

        ends[i - 1].middle = ends[i - 1].middle > most ? most : ends[i - 1].middle;
    }
    for (size_t i = 0; i < count; i++) {
        const chiso__tenth least = i == 0 ? top : ends[i - 1].middle + apart;

        ends[i].middle = ends[i].middle < least ? least : ends[i].middle;
    }
}
