/**
 * @file chiso.h
 * Everything of chiso: criteria trees, boards of units, exact points and percents, ranks, blocks, bands and reports.
 *
 * A program goes one way through it: a tree (tree.h) says what is measured; a board (board.h) holds what each unit achieved and is
 * scored; rankings (rank.h), bands (band.h) and block summaries (block.h) read a scored board; a report (report.h) puts them
 * together and writes them as JSON or CSV. Beside this way, a tally (tally.h) counts the answers of a survey, and shares (share.h) say what
 * the counts mean.
 *
 * Rules that hold everywhere:
 * - Numbers are decimals that count millionths (decimal.h). No binary floating point stands between a cell and a result.
 * - A call that can fail returns a #chiso_status. Its outputs come through pointers, which keep what they held when it fails; an object
 *   that a failed call was given is as it was before.
 * - An optional #chiso_error, always the last parameter, tells which line, unit and criterion it was, in English and Vietnamese. A call that
 *   takes none says all in its status: chiso_status_text() has the words.
 * - Text is UTF-8 and ends with NUL where no size is given. What goes in is copied. A `const char *` that comes out belongs to the object
 *   and lives as long as it.
 * - Objects are made by `_new` and ended by `_free`, which takes NULL. A board keeps its tree alive, a ranking or report its board:
 *   they may be freed in any order.
 * - Any number of threads may read one object. A call that changes an object needs it alone.
 */
#ifndef CHISO_CHISO_H
#define CHISO_CHISO_H

#include <chiso/audit.h>
#include <chiso/band.h>
#include <chiso/block.h>
#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/explain.h>
#include <chiso/memory.h>
#include <chiso/rank.h>
#include <chiso/report.h>
#include <chiso/share.h>
#include <chiso/sink.h>
#include <chiso/status.h>
#include <chiso/tally.h>
#include <chiso/tree.h>
#include <chiso/version.h>

#endif
