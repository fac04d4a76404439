/* The stages of the period side by side: what each gave or took. */
#ifndef CHISO_LIB_PAGE_STAGES_H
#define CHISO_LIB_PAGE_STAGES_H

#include "page/board_page.h"
#include "page/unit_page.h"

/* The total of each unit of a board in every stage; nothing without two stages. */
void chiso__board_page_stages(struct chiso__board_page *page);

/* Every criterion of a unit in every stage. */
void chiso__unit_page_stages(struct chiso__unit_page *page);

#endif
