/* Which board, unit and node an object that was made of them is about. */
#ifndef CHISO_LIB_UNIT_ABOUT_H
#define CHISO_LIB_UNIT_ABOUT_H

#include <chiso/ledger.h>
#include <chiso/target.h>

struct chiso__about {
    const chiso_board *board;
    chiso_unit unit;
    chiso_node node;
};

struct chiso__about chiso__ledger_about(const chiso_ledger *ledger);
struct chiso__about chiso__target_about(const chiso_target *target);

#endif
