/**
 * @file chiso.h
 * Everything of chiso: criteria trees, boards of units, exact points and percents, ranks, blocks,
 * bands and reports.
 *
 * A program goes one way through it: a tree (tree.h) says what is measured; a board (board.h) holds
 * what each unit achieved and is scored; rankings (rank.h), bands (band.h) and block summaries
 * (block.h) read a scored board. A comparison (compare.h) sets it against an earlier one, with maps
 * (map.h) where codes changed; bridges (bridge.h) say what a change is made of, and a series
 * (series.h) follows units over many boards. Of one unit, a ledger (ledger.h) says where its points
 * went, a target (target.h) what it would take to reach a rank, a band, a percent or another unit,
 * a what-if (what_if.h) what other cells would make of it, and an explanation (explain.h) how a
 * number came about. An audit (audit.h) looks for what is wrong in trees, boards and printed
 * tables. A report (report.h) puts figures, ranks, bands and changes together and writes them as
 * JSON or CSV; a detail (detail.h) adds what is known of one unit.
 *
 * A tally (tally.h) counts the answers of a survey for a board, and shares (share.h) say what the
 * counts mean. Beside that way, statistics (statistics.h) and weights derived from data or
 * judgement (weights.h) compute with doubles.
 *
 * Rules that hold everywhere:
 * - Numbers are decimals that count millionths (decimal.h). No binary floating point stands between
 * a cell and a result.
 * - A call that can fail returns a #chiso_status. Its outputs come through pointers, which keep
 * what they held when it fails; an object that a failed call was given is as it was before.
 * - An optional #chiso_error, always the last parameter, tells which line, unit and criterion it
 * was, in English and Vietnamese. A call that takes none says all in its status:
 * chiso_status_text() has the words.
 * - Text is UTF-8 and ends with NUL where no size is given. What goes in is copied. A `const char
 * *` that comes out belongs to the object and lives as long as it.
 * - Objects are made by `_new` and ended by `_free`, which takes NULL. A board keeps its tree
 * alive, a ranking or report its board: they may be freed in any order.
 * - Any number of threads may read one object. A call that changes an object needs it alone.
 */
#ifndef CHISO_CHISO_H
#define CHISO_CHISO_H

#include <chiso/audit.h>
#include <chiso/band.h>
#include <chiso/binding.h>
#include <chiso/block.h>
#include <chiso/board.h>
#include <chiso/bridge.h>
#include <chiso/common.h>
#include <chiso/compare.h>
#include <chiso/decimal.h>
#include <chiso/detail.h>
#include <chiso/explain.h>
#include <chiso/ledger.h>
#include <chiso/map.h>
#include <chiso/memory.h>
#include <chiso/rank.h>
#include <chiso/report.h>
#include <chiso/series.h>
#include <chiso/share.h>
#include <chiso/sink.h>
#include <chiso/statistics.h>
#include <chiso/status.h>
#include <chiso/tally.h>
#include <chiso/target.h>
#include <chiso/tree.h>
#include <chiso/version.h>
#include <chiso/weights.h>
#include <chiso/what_if.h>
#include <chiso/word.h>

#endif
